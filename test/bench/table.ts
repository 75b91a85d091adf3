import type { Machine } from './machine'
import type { Row } from './row'

const HEAD = ['What', 'Measured', 'Target', 'Met', "Report's target", 'Met', 'First VerdeMuse', 'Load']

/** One Markdown table, columns aligned, with the machine and the meaning of the comparison in its first rows. */
export function writeTable(machine: Machine, rows: readonly Row[]): string {
  const { cpu, cores, memoryGiB, node, platform, loadBefore, loadAfter, takenAt, isQuick } = machine
  const cells = [
    fact('Machine', `${cpu}, ${cores} cores, ${memoryGiB} GiB, ${platform}, Node ${node}`),
    fact('When, and load average (1 min)', `${takenAt}; ${loadBefore} before, ${loadAfter} after`),
    fact('First VerdeMuse', 'a repaired copy, one thread: as published it did not start'),
    ...(isQuick ? [fact('Sizes', 'quick: small sizes and few repetitions')] : []),
    ...rows.map((row) => [
      row.what,
      row.figure,
      row.target ?? '',
      verdict(row.isMet),
      row.reportTarget ?? '',
      verdict(row.isReportMet),
      row.firstVerdeMuse ?? '',
      row.load.toFixed(1),
    ]),
  ]
  const widths = HEAD.map((title, column) =>
    Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`
  return [line(HEAD), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...cells.map(line)].join(
    '\n',
  )
}

function fact(what: string, figure: string): string[] {
  return [what, figure]
}

function verdict(isMet: boolean | null): string {
  if (isMet === null) return ''
  return isMet ? 'yes' : 'NO'
}
