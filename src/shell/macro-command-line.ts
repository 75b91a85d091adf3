import type { MacroDuplicates } from '@shared/macro-models'
import { type Command, Option } from 'commander'
import type { RunCommand } from './command-context'
import { runMacrosExport, runMacrosImport } from './commands/macros'

interface ImportOptions {
  readonly duplicates: MacroDuplicates
  readonly folder: string
  readonly dryRun?: true
}

interface ExportOptions {
  readonly as?: 'csv' | 'json'
  readonly folder: string
}

/** `verdemuse macros …`: canned replies in from a file and out into one. */
export function addMacros(program: Command, run: RunCommand): void {
  const macros = program.command('macros').description('canned replies, in from a file and out into one')
  macros
    .command('import')
    .argument('<file>', 'CSV with the columns name, shortcut, folder, body; or JSON')
    .description('add macros from a file; rows that cannot be kept are listed on stderr')
    .addOption(
      new Option('--duplicates <what>', 'what is done with a macro that is there already')
        .choices(['skip', 'rename', 'replace'])
        .default('skip'),
    )
    .option('--folder <path>', 'where they go, with their own folders in it', '')
    .option('--dry-run', 'say what would be done, and do nothing')
    .action((file: string, { duplicates, folder, dryRun }: ImportOptions, command: Command) =>
      run(command.optsWithGlobals(), (context) =>
        runMacrosImport(context, { file, duplicates, folder, isTrial: dryRun ?? false }),
      ),
    )
  macros
    .command('export')
    .argument('[file]', 'standard output without it')
    .description('write all macros as JSON, with the passages they rest on, or as CSV')
    .addOption(new Option('--as <kind>', 'by the ending of the file, else json').choices(['csv', 'json']))
    .option('--folder <path>', 'only those in this folder', '')
    .action((file: string | undefined, { as, folder }: ExportOptions, command: Command) =>
      run(command.optsWithGlobals(), (context) =>
        runMacrosExport(context, {
          file,
          folder,
          as: as ?? (file?.toLowerCase().endsWith('.csv') ? 'csv' : 'json'),
        }),
      ),
    )
}
