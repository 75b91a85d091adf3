import { DISABLED_CONSTRUCTS } from '@shared/answer-constructs'
import type { SupportedSentence } from '@shared/support-models'
import { memo, useMemo, useRef } from 'react'
import ReactMarkdown, { type Components, type Options } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { foundKeys, remarkFound } from '../support/found-keys'
import { marksOf, remarkSupport } from '../support/support-marks'
import { SupportContext, UnbackedMark } from '../support/unbacked-mark'
import { CitationKey } from './citation-key'
import { remarkCitations } from './citation-marks'
import { ExternalLink, safeUrl } from './external-link'
import { type MarkdownBlock, splitBlocks, withoutHalfCitation } from './markdown-blocks'
import { remarkDirection } from './text-direction'

/** All that an answer may become. Whatever else comes is unwrapped to its text. */
const ALLOWED_ELEMENTS = [
  ...['p', 'br', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'hr', 'a', 'img', 'cite', 'mark'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
]

const COMPONENTS: Components = {
  a: ({ href, children }) => <ExternalLink href={href}>{children}</ExternalLink>,
  // an image would be fetched from elsewhere and tell that this was read; its description is all there is to show
  img: ({ alt }) => <span className="text-muted">[image{alt ? `: ${alt}` : ''}]</span>,
  cite: ({ node }) => (
    <CitationKey
      number={Number(node?.properties['dataNumber'])}
      isFound={Boolean(node?.properties['dataFound'])}
    />
  ),
  mark: ({ node, children }) => (
    <UnbackedMark
      place={Number(node?.properties['dataPlace'])}
      isDrawnOnly={Boolean(node?.properties['dataDrawn'])}
    >
      {children}
    </UnbackedMark>
  ),
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled sideways, by the keyboard too
    <section className="table-frame" aria-label="Table" tabIndex={0}>
      <table>{children}</table>
    </section>
  ),
  // headings inside an answer stand under the conversation's own
  h1: ({ children, dir }) => <h3 dir={dir}>{children}</h3>,
  h2: ({ children, dir }) => <h3 dir={dir}>{children}</h3>,
  h3: ({ children, dir }) => <h4 dir={dir}>{children}</h4>,
  h4: ({ children, dir }) => <h5 dir={dir}>{children}</h5>,
  h5: ({ children, dir }) => <h6 dir={dir}>{children}</h6>,
  th: ({ children }) => <th dir="auto">{children}</th>,
  td: ({ children }) => <td dir="auto">{children}</td>,
}

interface MarkdownProps {
  readonly text: string
  /** [n] up to this number become keys. */
  readonly passageCount: number
  readonly isStreaming?: boolean
  /** Of a reply: its line ends are shown as they are sent, as in a signature. */
  readonly keepsLines?: boolean
  /** Sentences of this very text as they were checked; those without support are underlined, the others keyed. */
  readonly sentences?: readonly SupportedSentence[]
}

const UNCHECKED: readonly SupportedSentence[] = []

/** The only Markdown renderer: the same for an answer being written and for a stored one. */
export function Markdown({
  text,
  passageCount,
  isStreaming = false,
  keepsLines = false,
  sentences = UNCHECKED,
}: MarkdownProps) {
  const earlier = useRef<readonly MarkdownBlock[]>([])
  const shown = isStreaming ? withoutHalfCitation(text) : text
  const blocks = useMemo(() => {
    // a whole answer is cut anew: what half-arrived lines led to in rare cases ends with the stream
    earlier.current = splitBlocks(shown, isStreaming ? earlier.current : [])
    return earlier.current
  }, [shown, isStreaming])
  return (
    <SupportContext value={sentences}>
      {/* a line end that Markdown marks is a line end in the text as well: one of both is enough */}
      <div className={keepsLines ? 'answer-text [&_p]:whitespace-pre-line [&_p_br]:hidden' : 'answer-text'}>
        {blocks.map((block) => (
          <MarkdownPiece
            key={block.start}
            text={block.text}
            start={block.start}
            sentences={sentences}
            passageCount={passageCount}
          />
        ))}
      </div>
    </SupportContext>
  )
}

const MarkdownPiece = memo(function MarkdownPiece({
  text,
  start,
  sentences,
  passageCount,
}: {
  readonly text: string
  readonly start: number
  readonly sentences: readonly SupportedSentence[]
  readonly passageCount: number
}) {
  const plugins = useMemo<Options['remarkPlugins']>(
    () => [
      [remarkGfm, { singleTilde: false }],
      remarkWithout,
      remarkDirection,
      [remarkFound, { keys: foundKeys(sentences, { text, from: start, passageCount }) }],
      [remarkSupport, { marks: marksOf(sentences, start, text.length), passageCount }],
      [remarkCitations, { passageCount }],
    ],
    [passageCount, sentences, start, text],
  )
  return (
    <div>
      <ReactMarkdown
        remarkPlugins={plugins}
        allowedElements={ALLOWED_ELEMENTS}
        unwrapDisallowed
        urlTransform={(url) => safeUrl(url)}
        components={COMPONENTS}
      >
        {text}
      </ReactMarkdown>
    </div>
  )
})

interface ParserData {
  micromarkExtensions?: unknown[]
}

function remarkWithout(this: { data(): object }): void {
  const data = this.data() as ParserData
  data.micromarkExtensions ??= []
  data.micromarkExtensions.push(DISABLED_CONSTRUCTS)
}
