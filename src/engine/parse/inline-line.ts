import type { LayoutSpan } from '@shared/models'

/** The text of one block while it is read, with what is strong, emphasised, code or a link in it. */
export interface InlineLine {
  /** `isKept`: white space stays as it is. */
  add(text: string, isKept: boolean): void
  lineBreak(): void
  open(kind: 'strong' | 'emphasis' | 'code' | 'link', href?: string): void
  close(kind: 'strong' | 'emphasis' | 'code' | 'link'): void
  /** Ends the block: its trimmed text, and the spans in it. What is open stays so in the next one. */
  take(isKept: boolean): { readonly text: string; readonly spans: LayoutSpan[] }
}

interface OpenSpan {
  readonly kind: 'strong' | 'emphasis' | 'code' | 'link'
  readonly href?: string
  readonly start: number
}

/** A block with more is a page of links or an attack; the words of it stay. */
const MAX_SPANS = 500

export function createInlineLine(): InlineLine {
  let parts: string[] = []
  let length = 0
  let endsWithSpace = true
  let openSpans: OpenSpan[] = []
  let spans: LayoutSpan[] = []

  function push(text: string): void {
    if (!text) return
    parts.push(text)
    length += text.length
    endsWithSpace = /[ \n]$/u.test(text.slice(-1))
  }

  function addCollapsed(text: string): void {
    const collapsed = text.replace(/[^\S\u2028]+/gu, ' ').replace(/ ?\u2028 ?/gu, '\n')
    push(endsWithSpace ? collapsed.replace(/^ /u, '') : collapsed)
  }

  function dropLastSpace(): void {
    const last = parts.at(-1)
    if (!last?.endsWith(' ')) return
    parts[parts.length - 1] = last.slice(0, -1)
    length--
  }

  function finishSpan({ kind, href, start }: OpenSpan, end: number): void {
    if (end > start && spans.length < MAX_SPANS)
      spans.push({ kind, start, end, ...(href !== undefined && { href }) })
  }

  return {
    add: (text, isKept) => (isKept ? push(text) : addCollapsed(text)),
    lineBreak() {
      dropLastSpace()
      push('\n')
    },
    open: (kind, href) => void openSpans.push({ kind, start: length, ...(href !== undefined && { href }) }),
    close(kind) {
      const at = openSpans.findLastIndex((span) => span.kind === kind)
      if (at < 0) return
      finishSpan(openSpans[at] as OpenSpan, length)
      openSpans.splice(at, 1)
    },
    take(isKept) {
      for (const span of openSpans) finishSpan(span, length)
      openSpans = openSpans.map((span) => ({ ...span, start: 0 }))
      const whole = parts.join('')
      const withoutLead = isKept ? whole.replace(/^\n+/u, '') : whole.replace(/^\s+/u, '')
      const text = withoutLead.replace(/\s+$/u, '')
      const shift = whole.length - withoutLead.length
      const taken = spans
        .map((span) => ({
          ...span,
          start: Math.min(text.length, Math.max(0, span.start - shift)),
          end: Math.min(text.length, Math.max(0, span.end - shift)),
        }))
        .filter((span) => span.end > span.start)
        .sort((a, b) => a.start - b.start || b.end - a.end)
      parts = []
      length = 0
      endsWithSpace = true
      spans = []
      return { text, spans: taken }
    },
  }
}
