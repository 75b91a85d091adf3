import { DISABLED_CONSTRUCTS } from '@shared/answer-constructs'
import type { MarkdownNode } from '@shared/markdown-html'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'

/** An answer's Markdown as the page reads it. */
export function parseAnswer(text: string): MarkdownNode {
  return fromMarkdown(text, {
    extensions: [gfmTable(), DISABLED_CONSTRUCTS],
    mdastExtensions: [gfmTableFromMarkdown()],
  }) as MarkdownNode
}
