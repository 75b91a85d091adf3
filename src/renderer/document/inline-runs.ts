import type { LayoutSpan } from '@shared/models'
import { type LoadedText, type Mark, type MarkKind, type Stretch, sliceOf } from './places'

/** Text that looks the same from its first letter to its last. */
export interface InlineRun extends Stretch {
  readonly text: string
  readonly isStrong: boolean
  readonly isEmphasis: boolean
  readonly isCode: boolean
  /** As it was written; whether it may be opened is decided by the link itself. */
  readonly href: string | null
  readonly mark: MarkKind | null
}

const MARK_RANK: Record<MarkKind, number> = { hit: 1, passage: 2, active: 3 }

/**
 * Cuts a stretch where any span or mark begins or ends. Hidden parts are left out, so a mark over them has no gap to
 * show. All offsets are the document's.
 */
export function inlineRuns(
  loaded: LoadedText,
  stretch: Stretch,
  spans: readonly LayoutSpan[],
  marks: readonly Mark[],
): InlineRun[] {
  const runs: InlineRun[] = []
  const cuts = cutsOf(stretch, [...spans, ...marks])
  for (const [index, start] of cuts.entries()) {
    const end = cuts[index + 1]
    if (end === undefined) break
    const around = spans.filter((span) => span.start <= start && span.end >= end)
    if (around.some(({ kind }) => kind === 'hidden')) continue
    const run: InlineRun = {
      start,
      end,
      text: sliceOf(loaded, { start, end }),
      isStrong: around.some(({ kind }) => kind === 'strong'),
      isEmphasis: around.some(({ kind }) => kind === 'emphasis'),
      isCode: around.some(({ kind }) => kind === 'code'),
      href: around.findLast(({ kind }) => kind === 'link')?.href ?? null,
      mark: markOf(marks, { start, end }),
    }
    if (run.text !== '') runs.push(run)
  }
  return runs
}

function cutsOf(stretch: Stretch, others: readonly Stretch[]): number[] {
  const cuts = new Set([stretch.start, stretch.end])
  for (const { start, end } of others)
    for (const at of [start, end]) if (at > stretch.start && at < stretch.end) cuts.add(at)
  return [...cuts].sort((one, other) => one - other)
}

function markOf(marks: readonly Mark[], { start, end }: Stretch): MarkKind | null {
  let best: MarkKind | null = null
  for (const mark of marks)
    if (mark.start <= start && mark.end >= end && (best === null || MARK_RANK[mark.kind] > MARK_RANK[best]))
      best = mark.kind
  return best
}

/** Runs of one link stand together, so that its words are one link and not several. */
export function groupByLink(
  runs: readonly InlineRun[],
): { readonly href: string | null; readonly runs: InlineRun[] }[] {
  const groups: { href: string | null; runs: InlineRun[] }[] = []
  for (const run of runs) {
    const last = groups.at(-1)
    if (last && last.href === run.href) last.runs.push(run)
    else groups.push({ href: run.href, runs: [run] })
  }
  return groups
}
