import { isAgentAddress, isAgentName, nameIn } from './people'
import { cutSignature } from './signatures'

/** One message of a thread that was pasted. */
export interface ThreadMessage {
  /** As it was written; null where nothing says. */
  readonly author: string | null
  /** Written by the support side, as far as its name or address tells. */
  readonly isAgent: boolean
  /** When it was sent, as far as a program can read it. */
  readonly sentAt: number | null
  /** Without quoted lines, headers and signature. */
  readonly text: string
}

/** What stands over or before a message and says who wrote it. */
interface Opening {
  readonly author: string | null
  readonly sentAt: number | null
  readonly isAgent: boolean
}

interface Section {
  readonly opening: Opening | null
  readonly lines: string[]
  /** How deep it was quoted; the deeper the older. */
  readonly depth: number
}

const FROM = /^(?:from|von|de|da|van|od|fra|från|lähettäjä)\s*:\s*(?<who>\S.*)$/i
const SENT =
  /^(?:sent|date|gesendet|datum|envoyé|enviado(?: el)?|fecha|inviato|data|verzonden|skickat|sendt)\s*:\s*(?<when>\S.*)$/i
const OTHER_HEADER =
  /^(?:to|cc|bcc|reply-to|subject|an|betreff|kopie|à|a|objet|para|asunto|assunto|oggetto|aan|onderwerp|till|ämne|til|emne|priority|importance|attachments?|ticket(?: id)?|message-id)\s*:\s*\S?/i
/** "On Mon, 3 Nov 2026 at 14:02, Ana Ruiz <ana@x.example> wrote:", and as mail programs of other languages say it. */
const WROTE =
  /^(?:on|am|le|el|il|op|em|den|w dniu)\b(?<middle>.{4,200}?)\b(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev|napisał(?:a|\(a\))?)\b(?<after>[^:]{0,80}):\s*$/iu
const DIVIDER =
  /^\s*(?:-{2,}\s*(?:original|forwarded|ursprüngliche|weitergeleitete)\b.*|_{10,}|-{10,}|={10,}|begin forwarded message:)\s*$/i
/** "Ana Ruiz (3 Nov, 14:02):", "[14:05] Marta:", "Ana:", on a line of its own or before the words. */
const SPEAKER =
  /^(?:\[?(?<time>\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]m)?)\]?\s*[-–]?\s*)?(?<who>\p{Lu}[\p{L}'’.-]*(?:\s\p{Lu}[\p{L}'’.-]*){0,3})\s*(?:\([^()]{0,60}\)|\[[^[\]]{0,60}\]|,[^:]{0,40}\d{1,2}:\d{2}(?::\d{2})?[^:]{0,10})?\s*:\s(?<rest>.*)$/u
const TIMES_TOLD = 2

/**
 * The messages of a text, the oldest first. A mail's own order is newest first, with what is quoted below; a chat's is
 * the other way. Dates that can be read decide where there are some.
 */
export function splitThread(text: string): readonly ThreadMessage[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const chat = splitChat(lines)
  if (chat) return chat.map(toMessage).filter(isSaid)
  // what is quoted deeper is older, also where it stands above the answer to it
  const sections = joinAcrossQuotes(splitMail(lines)).sort((a, b) => a.depth - b.depth)
  const messages = sections.map(toMessage).filter(isSaid)
  return byTime(messages) ?? messages.reverse()
}

function isSaid({ text }: ThreadMessage): boolean {
  return text !== ''
}

function toMessage({ opening, lines }: Section): ThreadMessage {
  const { text, name } = cutSignature(lines.join('\n'))
  const author = opening?.author ?? name
  const isAgent = opening?.isAgent || (author !== null && isAgentName(author))
  return { author, isAgent, sentAt: opening?.sentAt ?? null, text }
}

/** Null where not all but one have a time. The one without is the reply on top, written last. */
function byTime(messages: readonly ThreadMessage[]): readonly ThreadMessage[] | null {
  const told = messages.filter(({ sentAt }) => sentAt !== null)
  if (told.length < TIMES_TOLD || messages.length - told.length > 1) return null
  if (messages.length > told.length && messages[0]?.sentAt !== null) return null
  return [...messages].sort((a, b) => (a.sentAt ?? Infinity) - (b.sentAt ?? Infinity))
}

/** 1. Quote marks tell the depth. 2. Headers, attributions and dividers begin a new section. */
function splitMail(lines: readonly string[]): Section[] {
  const sections: Section[] = [{ opening: null, lines: [], depth: 0 }]
  for (let at = 0; at < lines.length; at++) {
    // 1.
    const { depth, line } = unquoted(lines[at] ?? '')
    const last = sections.at(-1) as Section
    // 2.
    const headers = headersAt(lines, at)
    if (headers) {
      sections.push({ opening: headers.opening, lines: [], depth })
      at = headers.end - 1
      continue
    }
    const opening = attributionOf(line) ?? attributionOf(`${line} ${unquoted(lines[at + 1] ?? '').line}`)
    if (opening) {
      if (!attributionOf(line)) at++
      sections.push({ opening, lines: [], depth: depth + 1 })
    } else if (DIVIDER.test(line)) sections.push({ opening: null, lines: [], depth: depth + 1 })
    // a blank line between a header and its quote has no mark of its own
    else if (depth === last.depth || line.trim() === '' || isAllBlank(last)) pushLine(sections, line, depth)
    else sections.push({ opening: null, lines: [line], depth })
  }
  return sections
}

function pushLine(sections: Section[], line: string, depth: number): void {
  const last = sections.at(-1) as Section
  if (isAllBlank(last)) sections[sections.length - 1] = { ...last, depth }
  last.lines.push(line)
}

function isAllBlank({ lines }: Section): boolean {
  return lines.every((line) => line.trim() === '')
}

/** An answer written between quoted lines is one message, and so is what it quotes. */
function joinAcrossQuotes(sections: readonly Section[]): Section[] {
  const joined: Section[] = []
  for (const section of sections) {
    const twin =
      section.opening === null ? joined.findLast(({ depth }) => depth === section.depth) : undefined
    if (twin) twin.lines.push('', ...section.lines)
    else joined.push({ ...section, lines: [...section.lines] })
  }
  return joined
}

function unquoted(line: string): { readonly depth: number; readonly line: string } {
  const marks = /^(?:\s?[>|]\s?)+/.exec(line)?.[0] ?? ''
  const depth = marks.replace(/[^>]/g, '').length
  return depth === 0 ? { depth: 0, line } : { depth, line: line.slice(marks.length) }
}

/** At least two lines of headers, one of them naming the sender. */
function headersAt(
  lines: readonly string[],
  start: number,
): { readonly opening: Opening; readonly end: number } | null {
  let author: string | null = null
  let isAgent = false
  let sentAt: number | null = null
  let count = 0
  let end = start
  for (; end < lines.length; end++) {
    const line = plainHeader(unquoted(lines[end] ?? '').line)
    const who = FROM.exec(line)?.groups?.['who']
    const when = SENT.exec(line)?.groups?.['when']
    if (who !== undefined) {
      author = nameIn(who)
      isAgent = isAgentAddress(who)
    } else if (when !== undefined) sentAt = timeIn(when)
    else if (!OTHER_HEADER.test(line)) break
    count++
  }
  const first = plainHeader(unquoted(lines[start] ?? '').line)
  if (count < 2 || !(FROM.test(first) || OTHER_HEADER.test(first) || SENT.test(first))) return null
  return { opening: { author, isAgent, sentAt }, end }
}

/** Mail copied from a web page has its headers in bold. */
function plainHeader(line: string): string {
  return line.replace(/\*/g, '').trim()
}

function attributionOf(line: string): Opening | null {
  const found = WROTE.exec(line.trim())
  if (!found) return null
  const { middle = '', after = '' } = found.groups ?? {}
  const who =
    after.trim() === '' ? (middle.split(/,(?=[^,]*$)|\d{1,2}:\d{2}(?:\s?[ap]m)?/i).at(-1) ?? '') : after
  return { author: nameIn(who), isAgent: isAgentAddress(`${middle} ${after}`), sentAt: timeIn(middle) }
}

/** Null for what no program can read for sure. */
function timeIn(words: string): number | null {
  const plain = words.replace(/\bat\b|\bum\b|uhr/gi, ' ').replace(/<[^>]*>/g, '')
  const time = Date.parse(plain.replace(/\s+/g, ' ').trim())
  return Number.isNaN(time) ? null : time
}

/** A chat: at least two turns begin with a name, the first of them in the first line that says something. */
function splitChat(lines: readonly string[]): Section[] | null {
  const first = lines.find((line) => line.trim() !== '')
  if (first === undefined || speakerOf(first) === null) return null
  const sections: Section[] = []
  for (const line of lines) {
    const speaker = speakerOf(line)
    if (speaker) {
      const { who, rest } = speaker
      const opening = { author: who, isAgent: isAgentName(who), sentAt: null }
      sections.push({ opening, lines: [rest], depth: 0 })
    } else sections.at(-1)?.lines.push(line)
  }
  const names = new Set(sections.map(({ opening }) => opening?.author))
  return sections.length >= 2 && names.size <= Math.max(2, sections.length / 2) ? withAgents(sections) : null
}

/** Where nobody is known to be an agent, the one who did not begin is. */
function withAgents(sections: readonly Section[]): Section[] {
  if (sections.some(({ opening }) => opening?.isAgent)) return [...sections]
  const customer = sections[0]?.opening?.author
  return sections.map((section) =>
    section.opening && section.opening.author !== customer
      ? { ...section, opening: { ...section.opening, isAgent: true } }
      : section,
  )
}

function speakerOf(line: string): { readonly who: string; readonly rest: string } | null {
  const header = plainHeader(line)
  if (FROM.test(header) || SENT.test(header) || OTHER_HEADER.test(header)) return null
  const { who, rest } = SPEAKER.exec(`${header} `)?.groups ?? {}
  return who === undefined || rest === undefined || NOT_A_NAME.test(who) ? null : { who, rest }
}

/** Words that stand before a colon in letters and are nobody. */
const NOT_A_NAME =
  /^(?:hello|hi|hey|dear|hallo|bonjour|hola|ciao|order|note|ps|question|subject|re|fwd?|aw|bestellung|commande|pedido|phone|tel|address|name|product|item|problem|issue|thanks|danke)\b/i
