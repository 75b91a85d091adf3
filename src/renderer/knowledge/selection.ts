/** Which documents are ticked. Ids, so that a selection outlives the pages it was made on. */
export type Selection = ReadonlySet<number>

export const NO_SELECTION: Selection = new Set()

export function toggle(selection: Selection, id: number): Selection {
  const next = new Set(selection)
  if (!next.delete(id)) next.add(id)
  return next
}

/** Ticks everything between two rows, as Shift does in a file manager; rows that have not come yet are left out. */
export function selectRange(
  selection: Selection,
  rows: readonly ({ readonly id: number } | undefined)[],
  from: number,
  to: number,
): Selection {
  const next = new Set(selection)
  for (const row of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) if (row) next.add(row.id)
  return next
}
