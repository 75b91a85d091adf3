import './document.css'
import type { DocumentFormat, LayoutBlock } from '@shared/models'
import { readableText } from '../ui/readable-text'
import { InlineText } from './inline-text'
import { type LoadedText, type Mark, type Stretch, touches } from './places'
import type { Segment } from './segments'
import { tableWidths } from './table-widths'

interface SegmentViewProps {
  readonly segment: Segment
  readonly loaded: LoadedText
  readonly marks: readonly Mark[]
  readonly format: DocumentFormat
  /** There is a layout: signs of the source's syntax are hidden by it, and need no guessing. */
  readonly isLaidOut: boolean
}

/** One row of a document: a heading, a paragraph, a part of a list or of a table. */
export function SegmentView(props: SegmentViewProps) {
  const { segment, marks } = props
  const isLit = marks.some((mark) => mark.kind !== 'hit' && touches(mark, segment))
  return (
    <>
      {segment.pageBreak !== null && <PageBreak page={segment.pageBreak} />}
      {/* an edge beside the lit part, for those to whom its colour says nothing */}
      <div className={`document-text ${isLit ? 'document-lit' : ''}`}>
        <Body {...props} />
      </div>
    </>
  )
}

export function PageBreak({ page }: { readonly page: number }) {
  return (
    <div className="flex items-center gap-3 pt-2 pb-4 text-xs text-faint">
      <span className="h-px grow bg-line" />
      Page {page}
      <span className="h-px grow bg-line" />
    </div>
  )
}

const HEADING_TAGS = ['h2', 'h3', 'h4', 'h5', 'h6', 'h6'] as const

function Body(props: SegmentViewProps) {
  const { segment, format } = props
  const [block] = segment.blocks
  if (!block) return null
  switch (segment.kind) {
    case 'heading': {
      // the document's title is the view's own heading
      const Heading = HEADING_TAGS[Math.min(6, block.level ?? 1) - 1] ?? 'h6'
      return (
        <Heading dir="auto" data-level={block.level ?? 1}>
          <Words {...props} block={block} />
        </Heading>
      )
    }
    case 'list':
      return <List {...props} />
    case 'table':
      return <Table {...props} />
    case 'code':
      return (
        <pre dir="ltr" data-continued={segment.isContinued || undefined}>
          <Words {...props} block={block} />
        </pre>
      )
    case 'quote':
      return (
        <blockquote dir="auto" data-level={block.level ?? 1}>
          <Words {...props} block={block} />
        </blockquote>
      )
    case 'record':
      return (
        <p dir="auto" className="record">
          <Words {...props} block={block} />
        </p>
      )
    case 'rule':
      return <hr />
    default:
      return (
        <p dir="auto" data-wrapped={format === 'markdown' && props.isLaidOut ? true : undefined}>
          <Words {...props} block={block} />
        </p>
      )
  }
}

interface WordsProps extends SegmentViewProps {
  readonly block: LayoutBlock
  /** A part of the block; the whole when left out. */
  readonly stretch?: Stretch
}

function Words({ block, stretch = block, loaded, marks, format, isLaidOut }: WordsProps) {
  return (
    <InlineText
      loaded={loaded}
      stretch={stretch}
      spans={block.spans}
      marks={marks}
      readable={isLaidOut ? undefined : (text) => readableText(text, format)}
    />
  )
}

function List(props: SegmentViewProps) {
  return (
    <ul>
      {props.segment.blocks.map((block) => (
        <li
          key={block.start}
          dir="auto"
          style={{ paddingInlineStart: `${(block.level ?? 1) * 22}px` }}
          data-wrapped={props.format === 'markdown' ? true : undefined}
        >
          {block.marker && <span className="marker">{block.marker}</span>}
          <Words {...props} block={block} />
        </li>
      ))}
    </ul>
  )
}

/** A table that asks for no more than this fits the narrowest window. */
const ALWAYS_THERE_PX = 300

function Table(props: SegmentViewProps) {
  const { segment } = props
  const { header, columns, blocks, isContinued } = segment
  const rows = blocks.filter((block) => block !== header)
  const { percents, minWidthPx } = tableWidths(columns)
  return (
    <section
      aria-label="Table"
      // what is scrolled must be reached by the keyboard
      tabIndex={minWidthPx > ALWAYS_THERE_PX ? 0 : undefined}
      className="table-frame"
      data-continued={isContinued || undefined}
    >
      <table style={{ minWidth: `${minWidthPx}px` }}>
        <colgroup>
          {percents.map((percent, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have nothing but their place
            <col key={index} style={{ width: `${percent}%` }} />
          ))}
        </colgroup>
        {header && (
          // parts after the first one have the header for those who hear the table read
          <thead className={isContinued ? 'sr-only' : undefined}>
            <tr>
              {header.cells?.map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an empty cell may begin where its neighbour does
                <th key={index} scope="col" dir="auto">
                  <Words {...props} block={header} stretch={cell} marks={isContinued ? [] : props.marks} />
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row) => (
            <tr key={row.start}>
              {(row.cells ?? [row]).map((cell, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an empty cell may begin where its neighbour does
                <td key={index} dir="auto">
                  <Words {...props} block={row} stretch={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
