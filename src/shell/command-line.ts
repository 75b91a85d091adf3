import { type ExportFormat, exportFormatSchema } from '@shared/export-contract'
import type { SearchMode } from '@shared/search-models'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { RunCommand } from './command-context'
import { runAsk } from './commands/ask'
import { runBatchSearch } from './commands/batch-search'
import { runConversationExport } from './commands/conversation-export'
import { runConversations } from './commands/conversations'
import { runDoctor } from './commands/doctor'
import { runDocuments, runDocumentsRemove } from './commands/documents'
import { type ChosenFilter, runSearch } from './commands/search'
import { runServe } from './commands/serve'
import { addEval } from './eval-command-line'
import { addGaps, addInsights } from './figures-command-line'
import { addMacros } from './macro-command-line'
import { addPack } from './pack-command-line'
import { pathArgument } from './path-argument'
import { addCollections, addImport, addSources } from './source-command-line'

/** The whole grammar of the terminal command. Wrong usage throws commander's CommanderError; nothing here exits. */
export function createCommandLine(version: string, run: RunCommand): Command {
  const program = new Command('verdemuse')
    .description(
      'Finds the exact passage in your knowledge base, and answers questions from it with citations.',
    )
    .version(version)
    .option('--data-dir <dir>', 'folder that holds everything of yours (or VERDEMUSE_DATA_DIR)', pathArgument)
    .option('--json', 'for programs: one JSON object a line for streams, one JSON value otherwise')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('Add --help to see how it is used.')
    .exitOverride()
  addImport(program, run)
  addSearch(program, run)
  addAsk(program, run)
  addDocuments(program, run)
  addSources(program, run)
  addCollections(program, run)
  addConversations(program, run)
  addDoctor(program, run)
  addServe(program, run)
  addPack(program, run)
  addMacros(program, run)
  addGaps(program, run)
  addInsights(program, run)
  addMcp(program, run)
  addEval(program, run)
  return program
}

function addSearch(program: Command, run: RunCommand): void {
  program
    .command('search')
    .argument('[query...]', 'what to look for')
    .description('find passages by words and by meaning')
    .option('--limit <n>', 'how many passages, 1 to 100', wholeNumber(1, 100), 10)
    .addOption(
      new Option('--mode <mode>', 'how to search')
        .choices(['hybrid', 'keyword', 'semantic'])
        .default('hybrid'),
    )
    .option(
      '--batch <file>',
      'many at once: lines of {"id", "text"} in, {"id", "results"} out; - is standard input',
    )
    .option('--collection <name...>', 'only in these collections')
    .option('--type <type...>', 'only in these kinds of files: pdf, markdown, html, word …')
    .option('--tag <tag...>', 'only in documents with all of these tags')
    .option('--language <code...>', 'only in these languages: en, de …')
    .option('--since <date>', 'only in documents of this day or later: 2026-01-31', dayStart)
    .option('--until <date>', 'only in documents of this day or earlier', dayEnd)
    .option('--as-typed', 'do not correct the spelling')
    .option('--why', 'say why each passage stands where it does')
    .addHelpText('after', SEARCH_OPERATORS)
    .action((words: string[], options: SearchOptions, command: Command) => {
      const { limit, mode, batch, why, asTyped, ...chosen } = options
      if (batch !== undefined && words.length > 0) command.error('error: give a query or --batch, not both')
      if (batch === undefined && words.length === 0) command.error("error: missing required argument 'query'")
      if (batch !== undefined && (why || asTyped || Object.keys(chosen).length > 0))
        command.error('error: filters, --as-typed and --why are for a single query')
      return run(command.optsWithGlobals(), (context) =>
        batch === undefined
          ? runSearch(context, {
              query: words.join(' '),
              limit,
              mode,
              chosen,
              explains: why ?? false,
              corrects: !asTyped,
            })
          : runBatchSearch(context, { file: batch, limit, mode }),
      )
    })
}

interface SearchOptions extends ChosenFilter {
  readonly limit: number
  readonly mode: SearchMode
  readonly batch?: string
  readonly asTyped?: true
  readonly why?: true
}

const SEARCH_OPERATORS = `
In a query: "a phrase" must occur, -word must not, title:word must stand in the title; tag:name, type:pdf, lang:de and
in:collection limit the search as the options do. Put the query in single quotes so that your shell leaves it alone.`

function addAsk(program: Command, run: RunCommand): void {
  program
    .command('ask')
    .argument('<question...>', 'the question, in your own words')
    .description('answer a question from the knowledge base, with numbered sources')
    .option('--ask-anew', 'do not use a stored answer')
    .action((words: string[], options: { askAnew?: boolean }, command: Command) =>
      run(command.optsWithGlobals(), (context) =>
        runAsk(context, { question: words.join(' '), askAnew: options.askAnew ?? false }),
      ),
    )
}

function addDocuments(program: Command, run: RunCommand): void {
  const documents = program
    .command('documents')
    .description('list the documents of the knowledge base')
    .option('--filter <text>', 'only those whose title or path has this text', '')
    .action((options: { filter: string }, command: Command) =>
      run(command.optsWithGlobals(), (context) => runDocuments(context, options.filter)),
    )
  documents
    .command('remove')
    .argument('<id...>', 'ids from the list', collectIds)
    .description('remove documents from the knowledge base; the files themselves stay')
    .action((ids: number[], _options: object, command: Command) =>
      run(command.optsWithGlobals(), (context) => runDocumentsRemove(context, ids)),
    )
}

function addConversations(program: Command, run: RunCommand): void {
  const conversations = program
    .command('conversations')
    .description('list past conversations')
    .option('--search <text>', 'find conversations that say this')
    .action((options: { search?: string }, command: Command) =>
      run(command.optsWithGlobals(), (context) => runConversations(context, options.search)),
    )
  conversations
    .command('export')
    .argument('<id>', 'its number in the list', wholeNumber(1, Number.MAX_SAFE_INTEGER))
    .description('write a conversation with its sources to a file')
    .addOption(
      new Option('--format <format>', 'what to write').choices(exportFormatSchema.options).default('md'),
    )
    .option('-o, --output <file>', 'where to; without it a text goes to the terminal')
    .option('--masked', 'with placeholders for names, addresses and numbers of customers')
    .action((id: number, options: ConversationExportOptions, command: Command) =>
      run(command.optsWithGlobals(), (context) =>
        runConversationExport(context, {
          conversationId: id,
          as: options.format,
          file: options.output,
          isMasked: options.masked ?? false,
        }),
      ),
    )
}

interface ConversationExportOptions {
  readonly format: ExportFormat
  readonly output?: string
  readonly masked?: true
}

function addDoctor(program: Command, run: RunCommand): void {
  program
    .command('doctor')
    .description('check the data and say how VerdeMuse is doing; exit 1 when a check fails')
    .option('--repair', 'make the search indexes anew first; everything waits meanwhile', false)
    .action((options: { repair: boolean }, command: Command) =>
      run(command.optsWithGlobals(), (context) => runDoctor(context, { repairs: options.repair })),
    )
}

function addServe(program: Command, run: RunCommand): void {
  program
    .command('serve')
    .description('run VerdeMuse in the browser, on this machine only')
    .option('--port <n>', 'instead of any free one', wholeNumber(1, 65_535), 0)
    .option('--no-open', 'print the link only')
    .addOption(new Option('--reason <text>', 'why there is no desktop window').hideHelp())
    .action((options: { port: number; open: boolean; reason?: string }, command: Command) =>
      run(command.optsWithGlobals(), (context) =>
        runServe(context, { port: options.port, shouldOpen: options.open, reason: options.reason }),
      ),
    )
}

function addMcp(program: Command, run: RunCommand): void {
  program
    .command('mcp')
    .description('let other programs search and read the knowledge base (MCP over stdin and stdout)')
    .action((_options: object, command: Command) =>
      run(command.optsWithGlobals(), async (context) => {
        // its protocol library is larger than all other commands together, and only this one needs it
        const { runMcp } = await import('./commands/mcp')
        return runMcp(context)
      }),
    )
}

function dayStart(text: string): number {
  return localDay(text).getTime()
}

function dayEnd(text: string): number {
  const day = localDay(text)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1).getTime() - 1
}

function localDay(text: string): Date {
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number)
  const day = new Date(year, month - 1, date)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || day.getMonth() !== month - 1 || day.getDate() !== date)
    throw new InvalidArgumentError('It must be a day such as 2026-01-31.')
  return day
}

function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text)
    if (!/^\d+$/.test(text) || value < min || value > max)
      throw new InvalidArgumentError(`It must be a whole number from ${min} to ${max}.`)
    return value
  }
}

function collectIds(text: string, earlier: number[] | undefined): number[] {
  const id = wholeNumber(1, Number.MAX_SAFE_INTEGER)(text)
  return [...(earlier ?? []), id]
}
