/**
 * Links of a model's text, told from those that the passages hold. A document may try to make a model write an address
 * of its own: only what stands in a source may be opened or sent.
 */

/** `[words](address "title")` and `![words](address)`; the address may hold one pair of brackets. */
const MARKDOWN_LINK =
  /(!?)\[((?:[^[\]]|\[[^[\]]{0,200}\]){0,400})\]\(\s*<?((?:[^\s()<>]|\([^\s()]{0,200}\)){0,2000})>?(?:\s+["'(][^\n]{0,300}?["')])?\s*\)/g
/** With a scheme, as www., as a mail address, or as a name with an ending that programs turn into a link. */
const BARE_LINK =
  /<?(?:(?:https?|ftp|mailto|tel|data|javascript):[^\s<>"'`|\])}]+|(?<![\p{L}\p{N}@])www\.[^\s<>"'`|\])}]+|[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}|(?<![\p{L}\p{N}@./-])(?:[\p{L}\p{N}-]{1,63}\.){1,6}(?:com|net|org|io|co|info|biz|app|dev|shop|store|online|site|xyz|top|click|link|live|me|ru|cn|tk|example|test|invalid|de|fr|es|it|uk|eu|nl|at|ch|be|pl)(?![\p{L}\p{N}-])(?:[/?#][^\s<>"'`|\])}]*)?)>?/giu
const END_MARKS = /[.,;:!?…)\]}'"*_~]+$/u

export interface CheckedLinks {
  /** The text with the words of unknown links only, and without unknown addresses. */
  readonly text: string
  /** Addresses that were taken out, each once. */
  readonly removed: readonly string[]
}

/** Every address in a text, in one form. */
export function linksIn(text: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const [, , , address = ''] of text.matchAll(MARKDOWN_LINK)) found.add(normalLink(address))
  for (const [address] of text.matchAll(BARE_LINK)) found.add(normalLink(address))
  return found
}

/**
 * A sentence of a document that tells who answers what to write: an address that stands in such sentences alone is what
 * somebody wants to see in answers, and not what the document informs of.
 */
const INSTRUCTS =
  /\b(?:add|append|include|insert|write|show|put|end|begin|start|finish|close|print|cite|mention|always|every|each|all)\b[^\n]{0,200}\b(?:answers?|repl(?:y|ies)|responses?|at the (?:end|start|beginning|bottom|top))\b|\b(?:always|must) (?:end|begin|start|finish|close|reply|respond|answer)\b|\b(?:tell|ask|instruct|direct|urge|advise) (?:the |all |every |each |your )?(?:customers?|users?|clients?|people)\b|\bignore (?:all|any|every|previous|earlier|the (?:rules|instructions))\b|<\s*script\b|\bfetch\(|javascript:|(?:schreib|füg|häng|beend|nenn)\p{L}*[^\n]{0,200}antwort|\b(?:sag|bitt)\p{L}* (?:den |allen |jedem )?kund|(?:ajout|termin|écri)\p{L}*[^\n]{0,200}réponse|\bdi(?:s|tes) (?:aux|à tous les) clients|(?:añad|agreg|termin|escrib)\p{L}*[^\n]{0,200}respuesta|\bd(?:i|iga|ile) a (?:los|todos los) clientes/iu

/** Addresses of sources that an answer may name and open; see INSTRUCTS. */
export function trustedLinks(texts: readonly string[]): ReadonlySet<string> {
  const told = texts.map((text) =>
    text
      .split(/\n+|(?<=[.!?])\s+(?=[\p{Lu}\p{N}[<])/u)
      .filter((sentence) => !INSTRUCTS.test(sentence))
      .join('\n'),
  )
  return linksIn(told.join('\n'))
}

export function isKnownLink(address: string, known: ReadonlySet<string>): boolean {
  return known.has(normalLink(address))
}

/** What is left when only known links may stay. Pictures go always: showing one would ask a server for it. */
export function withoutUnknownLinks(text: string, known: ReadonlySet<string>): CheckedLinks {
  const removed = new Set<string>()
  const withoutMarked = text.replace(
    MARKDOWN_LINK,
    (whole, picture: string, words: string, address: string) => {
      if (picture === '' && (isKnownLink(address, known) || /^\d{1,3}$/.test(words))) return whole
      if (!isKnownLink(address, known)) removed.add(address)
      return words
    },
  )
  const checked = withoutMarked.replace(BARE_LINK, (whole: string, at: number) => {
    const end = END_MARKS.exec(whole)?.[0] ?? ''
    if (isKnownLink(whole, known)) return whole
    removed.add(whole.slice(0, whole.length - end.length).replace(/[<>]/g, ''))
    const isAlone =
      /[([]$/.test(withoutMarked.slice(0, at)) && /^[)\]]/.test(withoutMarked.slice(at + whole.length))
    return isAlone ? '' : end
  })
  if (removed.size === 0 && checked === text) return { text, removed: [] }
  return {
    text: checked
      .replace(/(?<![ \t])[ \t]*(?:\(\s*\)|\[\s*\])(?!\()/g, '')
      .replace(/(\S)[ \t]{2,}/g, '$1 ')
      .replace(/(?<![ \t])[ \t]+([.,;:!?])/g, '$1'),
    removed: [...removed],
  }
}

/** Scheme, www., case of the host, closing slash and marks at the end do not make another address. */
function normalLink(address: string): string {
  const plain = address
    .replace(/[<>]/g, '')
    .replace(END_MARKS, '')
    .replace(/^(?:https?:\/\/|mailto:)/i, '')
    .replace(/^www\./i, '')
  const [, host = '', rest = ''] = /^([^/?#]*)(.*)$/s.exec(plain) ?? []
  return host.toLowerCase() + rest.replace(/\/$/, '')
}
