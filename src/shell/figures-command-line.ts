import { type Command, InvalidArgumentError, Option } from 'commander'
import type { RunCommand } from './command-context'
import { type GapsOptions, runGaps } from './commands/gaps'
import { runInsights } from './commands/insights'

const DAYS_MAX = 366

interface GapOptions {
  readonly state: GapsOptions['state']
  readonly search: string
  readonly as?: 'csv' | 'json' | 'md'
  readonly output?: string
  readonly unmasked?: true
}

/** `verdemuse gaps`: what the knowledge base did not answer, as a list or as a file. */
export function addGaps(program: Command, run: RunCommand): void {
  program
    .command('gaps')
    .description('list what the knowledge base did not answer, most asked first')
    .addOption(
      new Option('--state <state>', 'which of them').choices(['open', 'closed', 'all']).default('open'),
    )
    .option('--search <text>', 'only those with this in a question or a note', '')
    .addOption(
      new Option('--as <kind>', 'all their questions for other programs, personal details replaced').choices([
        'csv',
        'json',
        'md',
      ]),
    )
    .option('-o, --output <file>', 'where --as writes to; standard output without it')
    .option('--unmasked', 'with --as: questions word for word')
    .action((options: GapOptions, command: Command) => {
      const { as, output, unmasked, state, search } = options
      if (as === undefined && (output !== undefined || unmasked))
        command.error('error: --output and --unmasked are for --as')
      const isMasked = !unmasked
      return run(command.optsWithGlobals(), (context) =>
        runGaps(context, { state, search, file: as === undefined ? null : { as, isMasked, path: output } }),
      )
    })
}

interface InsightOptions {
  readonly days: number
  readonly as?: 'csv' | 'json'
  readonly output?: string
}

/** `verdemuse insights`: what was asked and what became of it. */
export function addInsights(program: Command, run: RunCommand): void {
  program
    .command('insights')
    .description('what was asked and what became of it, counted on this computer')
    .option('--days <n>', `the last so many days, today included, 1 to ${DAYS_MAX}`, daysOf, 30)
    .addOption(
      new Option('--as <kind>', 'every day as a table, or all figures as JSON').choices(['csv', 'json']),
    )
    .option('-o, --output <file>', 'where --as writes to; standard output without it')
    .action(({ days, as, output }: InsightOptions, command: Command) => {
      if (as === undefined && output !== undefined) command.error('error: --output is for --as')
      return run(command.optsWithGlobals(), (context) =>
        runInsights(context, { days, file: as === undefined ? null : { as, path: output } }),
      )
    })
}

function daysOf(text: string): number {
  const days = Number(text)
  if (!/^\d+$/.test(text) || days < 1 || days > DAYS_MAX)
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${DAYS_MAX}.`)
  return days
}
