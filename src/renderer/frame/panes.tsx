import type { ReactNode } from 'react'
import { useState } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { readPanes, writePanes } from './pane-storage'

interface PanesProps {
  /** Null: closed. */
  readonly list: ReactNode | null
  readonly middle: ReactNode
  readonly sources: ReactNode | null
}

/** Side by side; the side panes keep their width in pixels when the window grows, and from one start to the next. */
export function Panes({ list, middle, sources }: PanesProps) {
  const [initial] = useState(readPanes)
  return (
    <Group orientation="horizontal" className="min-h-0 grow">
      {list !== null && (
        <>
          <Panel
            id="list"
            defaultSize={initial.listWidthPx}
            minSize={220}
            maxSize={420}
            groupResizeBehavior="preserve-pixel-size"
            onResize={({ inPixels }) => writePanes({ listWidthPx: inPixels })}
          >
            {list}
          </Panel>
          <Handle label="Width of the conversation list" />
        </>
      )}
      <Panel id="middle" minSize={360}>
        {middle}
      </Panel>
      {sources !== null && (
        <>
          <Handle label="Width of the sources" />
          <Panel
            id="sources"
            defaultSize={initial.sourcesWidthPx}
            minSize={300}
            maxSize={640}
            groupResizeBehavior="preserve-pixel-size"
            onResize={({ inPixels }) => writePanes({ sourcesWidthPx: inPixels })}
          >
            {sources}
          </Panel>
        </>
      )}
    </Group>
  )
}

/** A hair line to look at; the library gives it a wider target to hold. */
function Handle({ label }: { readonly label: string }) {
  return (
    <Separator
      aria-label={label}
      className="relative w-px shrink-0 bg-line transition-colors after:absolute after:inset-y-0 after:-inset-x-1 hover:bg-accent-line data-[separator=active]:bg-accent data-[separator=hover]:bg-accent-line"
    />
  )
}
