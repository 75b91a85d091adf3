import { Minus, Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { INPUT_CLASS } from '../ui/field'
import { IconButton } from '../ui/icon-button'

interface PageToolsProps {
  readonly page: number
  readonly total: number
  readonly onPage: (page: number) => void
  readonly zoom: number
  readonly onZoom: (zoom: number) => void
}

const ZOOM_STEP = 1.2
const ZOOM_MIN = 0.5
const ZOOM_MAX = 3

/** Page number to type, and the size of the pages. */
export function PageTools({ page, total, onPage, zoom, onZoom }: PageToolsProps) {
  const [typed, setTyped] = useState(String(page))
  useEffect(() => setTyped(String(page)), [page])
  function go() {
    const wanted = Number.parseInt(typed, 10)
    if (Number.isFinite(wanted)) onPage(Math.min(total, Math.max(1, wanted)))
    else setTyped(String(page))
  }
  return (
    <div className="flex items-center gap-1 text-sm text-muted">
      <div className="w-12">
        <input
          aria-label="Page"
          inputMode="numeric"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => setTyped(String(page))}
          onKeyDown={(event) => {
            if (event.key === 'Enter') go()
          }}
          className={`${INPUT_CLASS} h-[30px] px-1 text-center text-sm tabular-nums`}
        />
      </div>
      <span className="whitespace-nowrap tabular-nums">of {total}</span>
      <IconButton
        label="Smaller"
        disabled={zoom <= ZOOM_MIN}
        onClick={() => onZoom(Math.max(ZOOM_MIN, zoom / ZOOM_STEP))}
      >
        <Minus />
      </IconButton>
      <IconButton
        label="Larger"
        disabled={zoom >= ZOOM_MAX}
        onClick={() => onZoom(Math.min(ZOOM_MAX, zoom * ZOOM_STEP))}
      >
        <Plus />
      </IconButton>
    </div>
  )
}
