import { expect } from 'vitest'
import type { LayoutBlock } from '../../src/shared/models'

/** What a reader would see of a block: its text, or its cells, without the hidden spans. */
export function shownText(text: string, block: LayoutBlock): string {
  const hidden = (block.spans ?? []).filter((span) => span.kind === 'hidden')
  return (block.cells ?? [block])
    .map(({ start, end }) => {
      let shown = ''
      let at = start
      for (const span of hidden) {
        if (span.end <= at || span.start >= end) continue
        shown += text.slice(at, Math.max(at, span.start))
        at = Math.max(at, span.end)
      }
      return shown + text.slice(at, Math.max(at, end))
    })
    .join(' | ')
}

/** All that a view may rely on. */
export function expectSoundLayout(text: string, layout: readonly LayoutBlock[]): void {
  let at = 0
  for (const block of layout) {
    expect(block.start).toBeGreaterThanOrEqual(at)
    expect(block.end).toBeGreaterThan(block.start)
    expect(block.end).toBeLessThanOrEqual(text.length)
    expect(shownText(text, block)).toMatch(/\S/u)
    let cellEnd = block.start
    for (const cell of block.cells ?? []) {
      expect(cell.start).toBeGreaterThanOrEqual(cellEnd)
      expect(cell.end).toBeGreaterThanOrEqual(cell.start)
      cellEnd = cell.end
    }
    expect(cellEnd).toBeLessThanOrEqual(block.end)
    let spanStart = block.start
    let hiddenEnd = block.start
    for (const span of block.spans ?? []) {
      expect(span.start).toBeGreaterThanOrEqual(spanStart)
      expect(span.end).toBeGreaterThan(span.start)
      expect(span.end).toBeLessThanOrEqual(block.end)
      spanStart = span.start
      if (span.kind !== 'hidden') continue
      expect(span.start).toBeGreaterThanOrEqual(hiddenEnd)
      hiddenEnd = span.end
    }
    at = block.end
  }
}
