/** Nearest-rank percentile of values sorted upwards: a value that was really measured. 0 for none. */
export function percentile(sorted: readonly number[], percent: number): number {
  const rank = Math.ceil((percent / 100) * sorted.length)
  return sorted[Math.max(0, rank - 1)] ?? 0
}
