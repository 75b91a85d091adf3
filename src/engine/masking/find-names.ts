import type { MaskSpan } from '@shared/masking-models'
import { isGivenName } from './given-names'
import type { ScannedText } from './scanned-text'

const NAME_WORD =
  "(?:[ODdL]['’])?\\p{Lu}[\\p{L}]{0,20}[\\p{Ll}][\\p{L}]{0,20}(?:['’]\\p{Ll}{2,20})?(?:-\\p{Lu}\\p{Ll}{1,20})?"
const PARTICLE = '(?:van|von|de|del|della|der|den|da|di|la|le|du|el|al|bin|zu|ter)(?!\\p{L})'
const FULL_NAME = `${NAME_WORD}(?: (?:\\p{Lu}\\.|${PARTICLE}|${NAME_WORD})){0,3}`

/** Where a letter says who speaks or who is spoken to; the case of the first word is left open. */
const CONTEXTS: readonly RegExp[] = [
  // "my name is Ana Ruiz", "ich heiße Jonas Weber"
  new RegExp(
    `(?:[Mm]y (?:full )?name is|[Tt]he name is|[Tt]his is|[Mm]ein Name ist|[Ii]ch hei(?:ß|ss)e|[Jj]e m['’]appelle|[Mm]on nom est|[Mm]e llamo|[Mm]i nombre es|[Mm]i chiamo|[Ii]k heet|[Mm]ijn naam is|[Nn]azywam się|[Nn]ame:|From:|Von:|De ?:|[Nn]om ?:|[Nn]ombre:) (?<it>${FULL_NAME})`,
    'gu',
  ),
  // titles
  new RegExp(
    `(?<![\\p{L}])(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Madam|Herrn?|Frau|Monsieur|Madame|Mademoiselle|Mme|Mlle|Sra?|Señora?|Signora?|Sig|Meneer|Mevrouw)\\.? (?:(?:Dr|Prof)\\.? )?(?<it>${FULL_NAME})`,
    'gu',
  ),
]
/** "I'm Ana", "Hi Tom,": a given name, or two words like one, for "I'm Happy" and "Hi Team" are none. */
const GIVEN_CONTEXTS: readonly RegExp[] = [
  new RegExp(`(?:I['’]m|I am|[Ii]ch bin|[Jj]e suis|[Ss]oy|[Ss]ono|[Ii]k ben) (?<it>${FULL_NAME})`, 'gu'),
  new RegExp(
    `(?<![\\p{L}])(?:Hi|Hello|Hey|Dear|Hallo|Liebe[rs]?|Bonjour|Chère?|Salut|Hola|Querid[oa]|Estimad[oa]|Ciao|Car[oa]|Beste|Thanks|Thank you|Danke|Merci|Gracias),? (?<it>${FULL_NAME})`,
    'gu',
  ),
]
/** Written in small letters or in capitals only: a given name alone tells. */
const SMALL =
  /(?<!\p{L})(?:my name is|i['’]?m|i am|it['’]?s(?! (?:max|mark|bill|may|rose|art|dean|frank)(?!\p{L}))|this is|ich bin|ich hei(?:ß|ss)e|mein name ist|hier ist|hier spricht|je m['’]appelle|je suis|ici|me llamo|soy|mi chiamo|sono|ik heet|ik ben|nazywam się) (?<it>\p{L}{2,30}(?: \p{L}{2,30}(?=[.,!?\n]|$| (?:again|here|speaking|calling|writing|from|nochmal|wieder)(?!\p{L})))?)/giu
const CAPITALS = /(?<![\p{L}\p{N}-])(?<it>\p{Lu}{3,30} \p{Lu}{3,30})(?![\p{L}\p{N}-])/gu
/** The last lines of a letter: the name under the greeting. */
const SIGN_OFF = new RegExp(
  `(?:sent from my \\p{L}{2,12}|gesendet von meinem \\p{L}{2,12}|mfg|vg|lg|regards|wishes|sincerely|yours|cheers|thanks|thank you|best|grüße[nh]?|gruß|grüssen|cordialement|bien à vous|saludos|saludo|atentamente|saluti|groeten?|love)[,.!]?[ ]*\\n+[ ]*(?<it>(?:\\p{Lu}\\. ?){0,2}${FULL_NAME})[ ]*(?=\\n|$)`,
  'giu',
)
/** On one line with the greeting, as chats have it: "mfg k. schuster". */
const SHORT_SIGN_OFF =
  /(?:^|[\n.!?] ?)(?:mfg|vg|lg|br|kr|thx|rgds),? (?<it>(?:\p{L}\. ?)?\p{L}{2,30}(?: \p{L}{2,30})?)[ ]*$/giu
const CAPITALISED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<it>${NAME_WORD}(?: (?:\\p{Lu}\\.|${PARTICLE}))*(?: ${NAME_WORD}){1,2})`,
  'gu',
)
/** What looks like a family name behind a given one and is none. */
const NO_FAMILY_NAME =
  /^(?:i|and|und|et|y|or|the|my|please|order|bestellung|commande|pedido|plant|team|support|service|customer|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|street|road|avenue|box|club|kit|deluxe|plus|pro|max|mini)$/iu
const NO_NAME =
  /^(?:there|all|team|everyone|everybody|support|sir|madam|customer|verdemuse|zusammen|damen|herren|happy|sorry|sure|glad|not|still|from|writing|interested|looking|having|very|so|a|the|your|an|in|on|at|going|afraid|unable|also|just|new|really|deutschland|germany|france|spain|italy|monstera|aloe|ficus|calathea|pothos|echeveria|green|box|plant|plants|kunde|kundin|cliente|client)$/iu

/** The people a text names, by what stands around them and by common given names. */
export function findNames(text: ScannedText): MaskSpan[] {
  const spans: MaskSpan[] = []
  for (const context of CONTEXTS) collect(text, context, spans, (words) => words.length > 0)
  collect(text, SIGN_OFF, spans, (words) => words.length <= 3)
  collect(
    text,
    SHORT_SIGN_OFF,
    spans,
    ([first, second]) => isGivenName(first ?? '') || /^\p{L}\.$/u.test(first ?? '') || second !== undefined,
  )
  for (const context of GIVEN_CONTEXTS)
    collect(text, context, spans, ([first, second]) => isGivenName(first ?? '') || second !== undefined)
  for (const pattern of [SMALL, CAPITALS])
    collect(text, pattern, spans, ([first]) => isGivenName(first ?? ''))
  collect(
    text,
    CAPITALISED,
    spans,
    ([first, ...rest]) => isGivenName(first ?? '') && rest.length > 0 && !NO_FAMILY_NAME.test(rest[0] ?? ''),
  )
  return spans
}

function collect(
  text: ScannedText,
  pattern: RegExp,
  spans: MaskSpan[],
  isName: (words: readonly string[]) => boolean,
): void {
  for (const { start, value } of text.matches(pattern)) {
    const words = namePart(value)
    const name = words.join(' ')
    if (name === '' || !isName(words)) continue
    spans.push({ start, end: start + name.length, kind: 'name' })
  }
}

/** The words up to the first that belongs to no name. */
function namePart(found: string): string[] {
  const words = found.split(' ')
  const end = words.findIndex((word, at) => NO_NAME.test(word) || (at > 0 && NO_FAMILY_NAME.test(word)))
  const kept = end < 0 ? words : words.slice(0, end)
  // "de" and "van" do not end a name; one in small letters throughout has no other words
  if (kept.some((word) => /^\p{Lu}/u.test(word))) while (/^\p{Ll}/u.test(kept.at(-1) ?? '')) kept.pop()
  return kept
}
