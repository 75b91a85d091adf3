import { DISABLED_CONSTRUCTS } from '@shared/answer-constructs'
import { withoutMarks } from '@shared/citation-marks'
import type { Nodes, Parents } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'

/** The answer as it would be typed into a mail: no citation keys, no Markdown signs; lists keep their dashes. */
export function plainAnswer(text: string, passageCount: number): string {
  const root = fromMarkdown(withoutMarks(text, passageCount), { extensions: [DISABLED_CONSTRUCTS] })
  return blocksOf(root)
    .replace(/[ \t]+$/gm, '')
    .trim()
}

function blocksOf(parent: Parents): string {
  return parent.children
    .map((child) => textOf(child))
    .filter(Boolean)
    .join('\n\n')
}

function textOf(node: Nodes): string {
  switch (node.type) {
    case 'list':
      return node.children
        .map((item, index) => {
          const sign = node.ordered ? `${(node.start ?? 1) + index}. ` : '- '
          return sign + blocksOf(item).replace(/\n+/g, `\n${' '.repeat(sign.length)}`)
        })
        .join('\n')
    case 'blockquote':
      return blocksOf(node)
    case 'link': {
      const words = inlineOf(node)
      return node.url === words || node.url === `mailto:${words}` ? words : `${words} (${node.url})`
    }
    case 'image':
      return node.alt ?? ''
    case 'break':
      return '\n'
    case 'thematicBreak':
      return ''
    default:
      if ('value' in node) return node.value
      return 'children' in node ? inlineOf(node) : ''
  }
}

function inlineOf(parent: Parents): string {
  return parent.children.map((child) => textOf(child)).join('')
}
