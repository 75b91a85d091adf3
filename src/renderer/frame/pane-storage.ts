/** Widths of the side panes and whether they are open, kept by the page: they belong to this screen, not to the data. */
export interface PaneMemory {
  readonly listWidthPx: number
  readonly sourcesWidthPx: number
  readonly isListOpen: boolean
  readonly isSourcesOpen: boolean
}

const STORAGE_KEY = 'verdemuse.panes'

export const DEFAULT_PANES: PaneMemory = {
  listWidthPx: 272,
  sourcesWidthPx: 400,
  isListOpen: true,
  isSourcesOpen: true,
}

export function readPanes(): PaneMemory {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(STORAGE_KEY) ?? '{}')
    return parsePanes(stored)
  } catch {
    return DEFAULT_PANES
  }
}

export function writePanes(change: Partial<PaneMemory>): void {
  try {
    window.localStorage.setItem(STORAGE_KEY, JSON.stringify({ ...readPanes(), ...change }))
  } catch {
    // without storage the panes begin at their usual widths
  }
}

/** Whatever somebody's storage holds becomes usable widths. */
export function parsePanes(stored: unknown): PaneMemory {
  if (typeof stored !== 'object' || stored === null) return DEFAULT_PANES
  const { listWidthPx, sourcesWidthPx, isListOpen, isSourcesOpen } = stored as Record<
    keyof PaneMemory,
    unknown
  >
  return {
    listWidthPx: widthOr(listWidthPx, DEFAULT_PANES.listWidthPx),
    sourcesWidthPx: widthOr(sourcesWidthPx, DEFAULT_PANES.sourcesWidthPx),
    isListOpen: typeof isListOpen === 'boolean' ? isListOpen : DEFAULT_PANES.isListOpen,
    isSourcesOpen: typeof isSourcesOpen === 'boolean' ? isSourcesOpen : DEFAULT_PANES.isSourcesOpen,
  }
}

function widthOr(value: unknown, fallback: number): number {
  return typeof value === 'number' && value >= 180 && value <= 900 ? Math.round(value) : fallback
}
