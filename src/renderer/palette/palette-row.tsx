import { FileText, MessageSquare, Search, Zap } from 'lucide-react'
import type { ReactNode } from 'react'
import { SnippetText } from '../search/snippet-text'
import { formatAge } from '../ui/figures'
import { Kbd } from '../ui/kbd'
import { snippetOf } from '../ui/readable-text'
import { type Piece, piecesOfMarked, piecesOfText } from './highlight'
import type { PaletteAction, PaletteItem } from './palette-items'

interface PaletteRowProps<A extends PaletteAction> {
  readonly id: string
  readonly item: PaletteItem<A>
  readonly query: string
  readonly isActive: boolean
  readonly onHover: () => void
  readonly onChoose: () => void
}

/** One option of the list. The field keeps the focus, so a row answers to the mouse and to `aria-activedescendant`. */
export function PaletteRow<A extends PaletteAction>(props: PaletteRowProps<A>) {
  const { id, item, query, isActive, onHover, onChoose } = props
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox that owns this list handles the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the combobox
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      onMouseMove={onHover}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className="flex min-h-9 scroll-my-2 items-start gap-2.5 rounded-md px-2.5 py-1.5 aria-selected:bg-accent-soft"
    >
      <RowContent item={item} query={query} />
    </div>
  )
}

function RowContent<A extends PaletteAction>({
  item,
  query,
}: {
  readonly item: PaletteItem<A>
  readonly query: string
}) {
  switch (item.kind) {
    case 'article': {
      const { title, heading, page, text, snippet } = item.passage
      const place = [heading, page === null ? '' : `page ${page}`].filter(Boolean).join(' · ')
      return (
        <>
          <RowIcon>
            <FileText aria-hidden size={15} />
          </RowIcon>
          <div className="min-w-0 grow">
            <RowTitle title={<Marked pieces={piecesOfText(title, query)} />} aside={place} />
            <p dir="auto" className="line-clamp-2 text-sm text-muted">
              <SnippetText snippet={snippet ?? snippetOf(text)} />
            </p>
          </div>
        </>
      )
    }
    case 'conversation':
      return (
        <>
          <RowIcon>
            <MessageSquare aria-hidden size={15} />
          </RowIcon>
          <div className="min-w-0 grow">
            <RowTitle
              title={item.hit.conversation.title}
              aside={formatAge(item.hit.conversation.updatedAt, Date.now())}
            />
            <p dir="auto" className="truncate text-sm text-muted">
              <Marked pieces={piecesOfMarked(item.hit.snippet)} />
            </p>
          </div>
        </>
      )
    case 'all':
      return (
        <>
          <RowIcon>
            <Search aria-hidden size={15} />
          </RowIcon>
          <span dir="auto" className="min-w-0 grow truncate leading-6">
            All results for “{item.query}”
          </span>
        </>
      )
    case 'action':
      return (
        <>
          <RowIcon>
            <Zap aria-hidden size={15} />
          </RowIcon>
          <span className="min-w-0 grow truncate leading-6">{item.action.label}</span>
          {item.action.shortcut && <Kbd className="self-center">{item.action.shortcut}</Kbd>}
        </>
      )
  }
}

function RowIcon({ children }: { readonly children: ReactNode }) {
  return <span className="mt-1 shrink-0 text-faint">{children}</span>
}

function RowTitle({ title, aside }: { readonly title: ReactNode; readonly aside: string }) {
  return (
    <p className="flex min-w-0 items-baseline gap-2 leading-6">
      <span dir="auto" className="min-w-0 shrink-0 max-w-full truncate font-medium">
        {title}
      </span>
      <span dir="auto" className="min-w-0 truncate text-xs text-faint">
        {aside}
      </span>
    </p>
  )
}

function Marked({ pieces }: { readonly pieces: readonly Piece[] }) {
  return pieces.map(({ text, isMatch }, index) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces are text in order and carry no state
    isMatch ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
  )
}
