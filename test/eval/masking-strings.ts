import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from '../bench/random'

export interface LabelledString {
  readonly text: string
  readonly spans: readonly { readonly start: number; readonly end: number; readonly kind: string }[]
}

const MARK = /\{(?<kind>[a-z]+):(?<value>[^}]+)\}/gu

/** "My name is {name:Ana Ruiz}": the text without the marks, and where they stood. */
export function readMarked(marked: string): LabelledString {
  const spans: { start: number; end: number; kind: string }[] = []
  let text = ''
  let at = 0
  for (const match of marked.matchAll(MARK)) {
    text += marked.slice(at, match.index)
    const { kind = '', value = '' } = match.groups ?? {}
    spans.push({ start: text.length, end: text.length + value.length, kind })
    text += value
    at = match.index + match[0].length
  }
  return { text: text + marked.slice(at), spans }
}

/** Written by hand, one a line; `\n` stands for the end of a line. */
export function handWrittenStrings(name: 'strings' | 'fresh' = 'strings'): LabelledString[] {
  const file = join(import.meta.dirname, `sets/masking/${name}.txt`)
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => readMarked(line.replaceAll('\\n', '\n')))
}

const VALUES = {
  name: `Ana Ruiz|Jonas Weber|Aurélie Fontaine|Lucía Fernández|Giulia Rossi|Daan de Vries|Margaret O'Neill|Priya Sharma|Mehmet Yılmaz|Tom Baker|Sofie Lindqvist|Carlos Ortega|Chloé Bernard|Katarzyna Nowak|Peter van den Berg|Miguel Ángel Torres|Hannah Schmidt-Krause|Olga Petrova|Ahmed Hassan|Zsófia Kovács|Thandiwe Nkosi|Wei Zhang`,
  email: `ana.ruiz@example.com|j_weber+shop@mail.example.de|info@firma.example|lucia@correo.example.es|c.bernard@exemple.fr|TOM@EXAMPLE.ORG|o'neill@example.ie|müller@beispiel.example`,
  phone: `+44 20 7946 0958|+49 171 2345678|+33 6 12 34 56 78|+34 612 345 678|+39 06 6982 1234|+31 20 123 4567|0049 30 123456|+1 (555) 123-4567|+1-202-555-0143`,
  local: `030 12345678|0151 23456789|06 12 34 56 78|612 345 678|020 7946 0958|555-987-6543`,
  card: `4111 1111 1111 1111|5555555555554444|3782 822463 10005|6011-1111-1111-1117|4012888888881881`,
  iban: `DE89 3704 0044 0532 0130 00|GB29 NWBK 6016 1331 9268 19|FR14 2004 1010 0505 0001 3M02 606|NL91ABNA0417164300|ES9121000418450200051332|IT60X0542811101000000123456|AT611904300234573201`,
  order: `VM-20418|88213-A77|2024-118832|4711882|RE-10233|C2025-771|778899|KX7714QP2`,
  address: `12 Oak Street, London SW1A 1AA|Gartenstraße 14, 10115 Berlin|12 rue de la Paix, 75002 Paris|Calle Mayor 5, 28013 Madrid|Via Roma 12, 20121 Milano|Kerkstraat 5, 1017 Amsterdam|45 Maple Avenue, Springfield|Hauptweg 3, 8001 Zürich|8 avenue Victor Hugo, 69003 Lyon`,
  key: `Tomate!2024|hunter2hunter2|Xk9-qq-71|geheim-99`,
} as const

/** `name` and its like stand for a value of the kind; `local` is a phone number without its country. */
const TEMPLATES = [
  'My name is <name>.',
  'Hello, my name is <name> and my order <order> is late.',
  "Hi, I'm <name>. Please answer to <email>.",
  'This is <name>, order number <order>.',
  'Ich heiße <name> und warte auf Bestellung <order>.',
  'Mein Name ist <name>, meine E-Mail ist <email>.',
  'Guten Tag, hier die IBAN: <iban>',
  "Je m'appelle <name>, commande <order>.",
  'Mon nom est <name> et mon adresse est <address>.',
  'Me llamo <name> y mi pedido <order> no ha llegado.',
  'Mi chiamo <name>, il mio numero è <phone>.',
  'Mijn naam is <name>.',
  'Mr <name> called twice about case <order>.',
  'Frau <name> möchte die Rechnung <order> an <email>.',
  'Kind regards,\n<name>',
  'Thank you\n\nBest regards,\n<name>\n<phone>',
  'Mit freundlichen Grüßen\n<name>',
  'Cordialement,\n<name>\n<email>',
  'Please write to <email> or <email>.',
  'My phone number is <phone>.',
  'Call me on <phone> after six.',
  'Phone: <local>',
  'Handynummer: <local>, danke',
  'Charged to card <card> last Monday.',
  'Card number <card>, expires 04/27',
  'Refund it to <iban>, please.',
  'Bitte auf <iban> überweisen.',
  'Deliver to <address> instead.',
  'Ich wohne jetzt in der <address>.',
  'J’habite au <address>.',
  'New address: <address>',
  'My password is <key> and it fails.',
  'Passwort: <key>',
  'Order <order> and order <order> should travel together.',
  'Invoice number <order> was sent to <address>.',
  'Bestellnummer <order>: bitte an <address> liefern.',
  '<name> asked for a refund to <iban>.',
  'From: <name> <email>',
]
const COUNT = 460

/** Sentences of customers with made-up details, the same ones each time. */
export function composedStrings(): LabelledString[] {
  const random = createRandom(7)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
  return Array.from({ length: COUNT }, (_, at) =>
    readMarked(
      (TEMPLATES[at % TEMPLATES.length] ?? '').replace(/<(\w+)>/g, (_all, kind: keyof typeof VALUES) => {
        const value = pick(VALUES[kind].split('|'))
        return `{${kind === 'local' ? 'phone' : kind}:${value}}`
      }),
    ),
  )
}

export interface MaskScore {
  readonly strings: number
  readonly labelled: number
  /** Of what is masked, by characters that should be. */
  readonly precision: number
  /** Of the labelled stretches, those masked from end to end. */
  readonly recall: number
}

/** A stretch counts as found when all of it is masked, under whatever name; what else is masked is too much. */
export function scoreMasking(
  strings: readonly LabelledString[],
  find: (text: string) => readonly { readonly start: number; readonly end: number }[],
): MaskScore & { readonly missed: readonly string[]; readonly tooMuch: readonly string[] } {
  const missed: string[] = []
  const tooMuch: string[] = []
  let found = 0
  let right = 0
  let labelled = 0
  for (const { text, spans } of strings) {
    const masked = find(text)
    for (const { start, end } of spans) {
      labelled++
      if (masked.some((span) => span.start <= start && span.end >= end)) continue
      missed.push(`${text.slice(start, end)} | ${text}`)
    }
    for (const { start, end } of masked) {
      found++
      if (spans.some((span) => span.start < end && span.end > start)) right++
      else tooMuch.push(`${text.slice(start, end)} | ${text}`)
    }
  }
  return {
    strings: strings.length,
    labelled,
    precision: right / found,
    recall: 1 - missed.length / labelled,
    missed,
    tooMuch,
  }
}

const LANGUAGES: readonly (readonly [string, RegExp])[] = [
  [
    'German',
    /(?<!\p{L})(?:ich|und|die|der|das|mein|meine|ist|bitte|herr|frau|sehr|bestellung|mit|auf|wie|wann|karte|rechnung|viele|mfg|konto|das|passwort|handynummer|bestellnummer|sendungsnummer|hallo)(?!\p{L})/iu,
  ],
  ['French', /(?<!\p{L})(?:je|mon|mes|est|bonjour|commande|cordialement|au|rue)(?!\p{L})|j['’]/iu],
  ['Spanish', /(?<!\p{L})(?:me|mi|pedido|calle|soy|cuánto|preguntó|teléfono)(?!\p{L})/iu],
  ['Italian', /(?<!\p{L})(?:mi|il|via|salve|ordine)(?!\p{L})/iu],
  ['Dutch', /(?<!\p{L})(?:mijn|ik|goedemiddag|adres)(?!\p{L})/iu],
  ['Polish', /(?<!\p{L})(?:dzień|nazywam|ul|zamówienia|numer)(?!\p{L})/iu],
]

/** By the words of the sentence around the details, roughly; what has none of them counts as English. */
export function languageOf(text: string): string {
  const counts = LANGUAGES.map(([name, words]) => ({
    name,
    found: [...text.matchAll(new RegExp(words, 'giu'))].length,
  }))
  const [best] = counts.sort((a, b) => b.found - a.found)
  return best && best.found > 0 ? best.name : 'English'
}
