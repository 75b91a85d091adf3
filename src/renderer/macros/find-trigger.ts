/** What is typed to put something in: `/late` or `::late` for a macro, `??returns` for a piece of the knowledge base. */
export interface Trigger {
  readonly kind: 'macro' | 'knowledge'
  /** Where the signs begin; what is put in replaces all from here to `end`. */
  readonly start: number
  readonly end: number
  /** What was typed behind the signs. */
  readonly query: string
}

/** More is a sentence, and no name of anything. */
const MACRO_QUERY_MAX_CHARS = 40
const KNOWLEDGE_QUERY_MAX_CHARS = 120

/**
 * At the beginning of a line or behind a blank, with one word or more behind it, and no second slash: neither 1/2 nor
 * a path nor an address begins like this.
 */
const SLASH = /(?:^|\s)\/((?:[^\s/:?]+(?: [^\s/:?]+)* ?)?)$/u
/** Anywhere, even inside of a word: nobody writes two colons otherwise. A third one makes it something else. */
const COLONS = /(?<!:)::((?:[^\s:]+(?: [^\s:]+)* ?)?)$/u
/** Behind a word it is how people ask. */
const QUESTION = /(?:^|\s)\?\?((?:[^\s?]\S*(?: \S+)* ?)?)$/u

/** What stands before the caret to be completed; null when nothing does. */
export function findTrigger(text: string, caret: number): Trigger | null {
  const lineStart = text.lastIndexOf('\n', caret - 1) + 1
  const line = text.slice(lineStart, caret)
  return (
    triggerOf('knowledge', line, QUESTION, KNOWLEDGE_QUERY_MAX_CHARS, lineStart) ??
    triggerOf('macro', line, COLONS, MACRO_QUERY_MAX_CHARS, lineStart) ??
    triggerOf('macro', line, SLASH, MACRO_QUERY_MAX_CHARS, lineStart)
  )
}

function triggerOf(
  kind: Trigger['kind'],
  line: string,
  pattern: RegExp,
  maxChars: number,
  lineStart: number,
): Trigger | null {
  // a pasted line may have a million characters; what begins at the very cut is longer than a query can be
  const from = Math.max(0, line.length - maxChars - 4)
  const match = pattern.exec(line.slice(from))
  if (!match) return null
  const query = match[1] ?? ''
  if (query.length > maxChars) return null
  const signs = pattern === SLASH ? 1 : 2
  const end = lineStart + line.length
  return { kind, start: end - query.length - signs, end, query: query.trim() }
}

export interface Insertion {
  readonly text: string
  /** Where the caret stands then. */
  readonly caret: number
}

/** The text with `inserted` in the place of what was typed; null when that is not there any more. */
export function insertAt(text: string, place: Trigger, inserted: string, typed: string): Insertion | null {
  if (text.slice(place.start, place.end) !== typed) return null
  return {
    text: text.slice(0, place.start) + inserted + text.slice(place.end),
    caret: place.start + inserted.length,
  }
}
