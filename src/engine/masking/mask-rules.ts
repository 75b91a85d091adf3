import type { MaskKind } from '@shared/masking-models'
import { ibanAtStart, isCardNumber } from './checksums'

/** How one kind of detail is found. Rules are data: the first that takes a stretch of text keeps it. */
export interface MaskRule {
  readonly kind: MaskKind
  /** With the flags `g` and `u`; where it has a group named `it`, that alone is masked. */
  readonly pattern: RegExp
  /** What looks alike but is none is left. */
  readonly isReal?: (found: string) => boolean
  /** The part at its beginning that is one, where the pattern may reach too far; null where none is. */
  readonly cut?: (found: string) => string | null
}

const ORDER_WORD =
  '(?:order|purchase|booking|reservation|ticket|case|invoice|customer|tracking|parcel|return|reference|ref|bestell(?:ung|nummer)?|auftrag|auftragsnummer|rechnung|kunden|sendung|vorgang|commande|facture|dossier|colis|pedido|factura|cliente|envío|ordine|ordinazione|fattura|bestelling|bestelnummer|ordernummer|factuur|zamówieni[ea]|faktura)(?:s?[ -]?(?:number|no|nr|id|code|nummer|numéro|n°|número|num|numero))?'
const STREET_WORD =
  '[Ss]treet|[Ss]t|[Rr]oad|[Rr]d|[Aa]venue|[Aa]ve|[Ll]ane|[Ll]n|[Dd]rive|[Dd]r|[Cc]lose|[Cc]ourt|[Cc]t|[Ss]quare|[Ss]q|[Ww]ay|[Pp]lace|[Pp]l|[Tt]errace|[Cc]rescent|[Bb]oulevard|[Bb]lvd|[Gg]ardens|[Gg]rove|[Mm]ews|[Hh]ill|[Pp]ark'

/** In their order: what is surest first, since a stretch is masked once. */
export const MASK_RULES: readonly MaskRule[] = [
  {
    kind: 'email',
    pattern:
      /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,120}[\p{L}\p{N}])?\.\p{L}{2,24}/gu,
  },
  {
    kind: 'key',
    pattern:
      /(?<![\p{L}\p{N}])(?:sk|pk|rk|ghp|gho|github_pat|xox[abprs]|AKIA|ASIA|AIza|eyJ)[-_]?[A-Za-z0-9_.-]{12,}(?![\p{L}\p{N}])/gu,
  },
  {
    kind: 'key',
    pattern:
      /(?:pass(?:word|code|wort)|passwort|kennwort|pwd?|mot de passe|contraseña|wachtwoord|hasło|api[ _-]?key|token|secret|pin(?: code| number)?|tan|cvc|cvv)\s*(?:is|ist|lautet|est|es|:|=)+\s*["'“]?(?<it>[^\s"'”,;]{3,})/giu,
  },
  {
    kind: 'key',
    // "my password Rose#88 fails": only what mixes letters and digits, for "my password works" names none
    pattern:
      /(?<![\p{L}\p{N}])(?:password|passwort|kennwort|pwd?|mot de passe|contraseña|wachtwoord) ["'“]?(?<it>(?=[^\s\d]{0,40}\d)(?=[^\s\p{L}]{0,40}\p{L})[^\s"'”,;]{6,60})/giu,
  },
  { kind: 'key', pattern: /(?<![\p{L}\p{N}])(?:cvv|cvc|pin|tan)\d? (?<it>\d{3,8})(?!\p{N})/giu },
  {
    kind: 'iban',
    // groups of four, so that a long run of letters and digits has one way to be cut only
    pattern:
      /(?<![\p{L}\p{N}])[a-z]{2} ?\d{2}(?:[ -]?[a-z\d]{4}){2,7}(?:[ -]?[a-z\d]{1,4})?(?![\p{L}\p{N}])/giu,
    cut: ibanAtStart,
  },
  { kind: 'card', pattern: /(?<![\p{L}\p{N}])\d(?:[ -]?\d){12,18}(?![\p{L}\p{N}])/gu, isReal: isCardNumber },
  {
    kind: 'order',
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])${ORDER_WORD}[.:]?\\s*(?:is|was|ist|lautet|est|es|:|#|n°|nr\\.?|no\\.?)*\\s*[#([]?\\s*(?<it>(?=[\\p{L}\\p{N}/-]{0,40}\\d[\\p{L}\\p{N}/-]{0,40}\\d[\\p{L}\\p{N}/-]{0,40}\\d)[\\p{L}\\p{N}]{1,40}(?:[-/][\\p{L}\\p{N}]{1,40}){0,6})`,
      'giu',
    ),
  },
  { kind: 'order', pattern: /(?<![\p{L}\p{N}&])#(?<it>\d{4,12})(?!\d)/gu },
  { kind: 'order', pattern: /(?<![\p{L}\p{N}-])\p{Lu}{2,4}-?\d{5,12}(?![\p{L}\p{N}-])/gu },
  {
    kind: 'order',
    // tracking numbers of carriers
    pattern: /(?<![\p{L}\p{N}])(?:1Z[0-9A-Z]{16}|JJD\d{14,20}|\p{Lu}{2}\d{9}\p{Lu}{2})(?![\p{L}\p{N}])/gu,
  },
  {
    kind: 'phone',
    pattern:
      /(?<![\p{L}\p{N}.,-])(?:\+|00)\d{1,3}[ ./()-]{0,2}(?:\(0\)[ ]?)?\d(?:[ ./()-]{0,2}\d){5,12}(?![\p{L}\p{N}])/gu,
  },
  {
    kind: 'phone',
    pattern:
      /(?:phone|mobile|cell|tel|telephone|call me (?:at|on|under)|reach me (?:at|on|under)|ring me on|whatsapp|fax|telefon(?:nummer)?|handy(?:nummer)?|mobil|rufnummer|téléphone|portable|teléfono|móvil|telefono|cellulare|telefoon)(?:\s*(?:number|no\.?|nr\.?|is|ist|est|es|:|n°))*\s*(?<it>\(?\d(?:[ ./()-]{0,2}\d){5,13})(?!\d)/giu,
  },
  {
    kind: 'phone',
    pattern:
      /(?<![\p{L}\p{N}.,-])(?:\(0\d{2,4}\)|\(0\) ?\d{2,4}|0\d{2,4})[ /-]\d{2,4}(?:[ /-]?\d{2,4}){1,3}(?![\p{L}\p{N}])/gu,
  },
  { kind: 'phone', pattern: /(?<![\p{L}\p{N}.,-])(?:\(\d{3}\) ?|\d{3}[-.])\d{3}[-.]\d{4}(?![\p{L}\p{N}])/gu },
  { kind: 'phone', pattern: /(?<![\p{L}\p{N}.,-])0\d(?:[ .]\d{2}){4}(?![\p{L}\p{N}])/gu },
  { kind: 'phone', pattern: /(?<![\p{L}\p{N}.,-])0(?:1[5-7]\d|7\d{3})[ ]?\d{6,8}(?![\p{L}\p{N}])/gu },
  {
    kind: 'address',
    // 12 Oak Street, Flat 3, London SW1A 1AA
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])\\d{1,5}\\p{L}?,? (?:\\p{Lu}[\\p{L}'’.-]{1,40} ){1,3}(?:${STREET_WORD})(?![\\p{L}])\\.?(?: [NS]?[EW]?(?<=[NSEW])(?!\\p{L}))?(?:,? (?:[Ff]lat|[Aa]pt|[Aa]partment|[Uu]nit|[Ss]uite|[Ff]loor)\\.? ?\\p{N}+\\p{L}?)?(?:, ?\\p{Lu}\\p{Ll}+(?:[ -]\\p{Lu}\\p{Ll}+){0,2})?(?:,? (?:\\p{Lu}{2} )?(?:\\d{5}(?:-\\d{4})?|\\p{Lu}{1,2}\\d[\\p{Lu}\\d]? ?\\d\\p{Lu}{2}))?`,
      'gu',
    ),
  },
  {
    kind: 'address',
    // Gartenstraße 14, 10115 Berlin; Kerkstraat 5
    pattern:
      /(?<![\p{L}\p{N}])(?:(?:\p{Lu}[\p{L}-]{1,40} )?\p{Lu}?[\p{L}-]{0,40}(?:straße|strasse|str\.|weg|platz|gasse|allee|ufer|damm|ring|straat|laan|plein|gracht)|(?:Am|An der|Im|Zum|Zur|Auf dem) \p{Lu}[\p{L}-]+) \d{1,4}(?:[-/]\d{1,4})?(?: ?\p{L}(?![\p{L}]))?(?:,? (?:[A-Z]{1,2}-)?\d{4,5}(?: [A-Z]{2})? \p{Lu}[\p{L} -]{1,24}\p{L})?/gu,
  },
  {
    kind: 'address',
    // 12 rue de la Paix, 75002 Paris; Calle Mayor 5, 28013 Madrid; Via Roma 12, 20121 Milano
    pattern:
      /(?<![\p{L}\p{N}])(?:\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|chemin|impasse|place|quai|allée) (?:(?:de|du|des|la|le|l['’]|d['’]|les) ?)*\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*|(?:calle|avenida|plaza|paseo|via|viale|piazza|corso|rua)(?: (?:de|del|la|las|los|di|da|do))* \p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*,? \d{1,4})(?:,? \d{4,5} \p{Lu}[\p{L}-]+)?/giu,
    isReal: (found) => /\p{Lu}\p{Ll}/u.test(found),
  },
  {
    kind: 'address',
    // ul. Marszałkowska 84/92, 00-514 Warszawa
    pattern:
      /(?<![\p{L}\p{N}])(?:ul|al|os|pl)\. (?<it>\p{Lu}[\p{L}-]{1,40}(?: \p{Lu}[\p{L}-]{1,40}){0,3} \d{1,4}\p{L}?(?:\/\d{1,4})?(?:,? \d{2}-\d{3} \p{Lu}[\p{L}-]{1,30})?)/gu,
  },
  {
    kind: 'address',
    // PO Box 1187, Leeds LS1 4DY; Postfach 12 34, 10115 Berlin
    pattern:
      /(?<![\p{L}\p{N}])(?:P\.? ?O\.? ?Box|Postfach|Boîte postale|Apartado(?: de correos)?|Postbus|Casella postale) \d{1,3}(?: ?\d{1,3}){0,2}(?:,? (?:\d{4,5} )?\p{Lu}\p{Ll}{1,30}(?:,? (?:\d{5}|\p{Lu}{1,2}\d[\p{Lu}\d]? ?\d\p{Lu}{2}))?)?/gu,
  },
  {
    kind: 'address',
    // a postcode with its town: 10115 Berlin
    pattern: /(?<![\p{L}\p{N}-])(?:D-|A-|CH-)?\d{5} \p{Lu}\p{Ll}{2,}(?:[ -]\p{Lu}\p{Ll}+)?(?![\p{L}\p{N}])/gu,
    isReal: (found) => !/ (?:Euro|Euros|Stück|Liter|Punkte|Points|Meter)$/u.test(found),
  },
]
