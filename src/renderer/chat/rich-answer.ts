import { DISABLED_CONSTRUCTS } from '@shared/answer-constructs'
import { withoutMarks } from '@shared/citation-marks'
import { isKnownLink, trustedLinks } from '@shared/known-links'
import { type MarkdownNode, markdownHtml } from '@shared/markdown-html'
import type { Message } from '@shared/models'
import { textToSend } from '@shared/text-to-send'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'
import type { CopiedText } from '../ui/copy-text'
import { plainAnswer } from './plain-answer'

/** An answer as it is pasted elsewhere: without its keys, with links that a source holds. */
export function copiedAnswer({ text, passages }: Pick<Message, 'text' | 'passages'>): CopiedText {
  const known = trustedLinks(passages.map(({ title, text: words }) => `${title}\n${words}`))
  const tree = treeOf(withoutMarks(text, passages.length))
  return {
    html: markdownHtml(tree, { isLinkAllowed: (url) => isKnownLink(url, known) }).trim(),
    plain: plainAnswer(text, passages.length),
  }
}

/** A reply as the customer gets it: what the agent wrote is the agent's, its links and its lines included. */
export function copiedDraft(draft: string): CopiedText {
  const text = textToSend(draft)
  return { html: markdownHtml(treeOf(text), { keepsLines: true }).trim(), plain: plainAnswer(text, 0) }
}

function treeOf(text: string): MarkdownNode {
  return fromMarkdown(text, {
    extensions: [gfmTable(), DISABLED_CONSTRUCTS],
    mdastExtensions: [gfmTableFromMarkdown()],
  }) as MarkdownNode
}
