import { DISABLED_CONSTRUCTS } from '@shared/answer-constructs'
import { fromMarkdown } from 'mdast-util-from-markdown'

/** One top-level piece of a Markdown text: a paragraph, a list, a table … `start` is where it begins in the text. */
export interface MarkdownBlock {
  readonly start: number
  readonly text: string
}

/**
 * Cuts a text into its top-level blocks. Given the blocks of an earlier, shorter state of the same text, only the
 * last two are parsed again: a line that has only half arrived may look like a block of its own ("***" before "***a")
 * and then turn out to belong to the one before it; what stands before those two is closed. So a long stream costs the same at its
 * end as at its beginning, and closed blocks keep their identity.
 */
export function splitBlocks(text: string, earlier: readonly MarkdownBlock[] = []): readonly MarkdownBlock[] {
  const isContinued = beginsAlike(text, earlier)
  const kept = isContinued ? earlier.slice(0, -2) : []
  const from = isContinued ? (earlier.at(-2)?.start ?? 0) : 0
  const tail = text.slice(from)
  const nodes = fromMarkdown(tail, { extensions: [DISABLED_CONSTRUCTS] }).children
  const fresh = nodes.map((node, index) => {
    const start = index === 0 ? 0 : (node.position?.start.offset ?? 0)
    const end = nodes[index + 1]?.position?.start.offset ?? tail.length
    return { start: from + start, text: tail.slice(start, end) }
  })
  return [...kept, ...fresh]
}

/** A cheap guard against another text altogether: the first and the last block must still be where they were. */
function beginsAlike(text: string, earlier: readonly MarkdownBlock[]): boolean {
  return [earlier[0], earlier.at(-1)].every((block) => block && text.startsWith(block.text, block.start))
}

/** A citation that has only half arrived would flash as a bracket: it waits for its other half. */
export function withoutHalfCitation(text: string): string {
  return text.replace(/\s?\[[\d\s,]{0,8}$/, '')
}
