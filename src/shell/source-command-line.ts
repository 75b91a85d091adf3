import { type Command, InvalidArgumentError } from 'commander'
import type { RunCommand } from './command-context'
import {
  runCollections,
  runCollectionsCreate,
  runCollectionsRemove,
  runCollectionsRename,
} from './commands/collections'
import { runImport } from './commands/import'
import { runSources, runSourcesRemove, runSourcesRescan } from './commands/sources'
import { pathArguments } from './path-argument'

interface ImportOptions {
  readonly waitEmbeddings: boolean
  readonly collection?: string
  readonly watch?: boolean
  readonly include?: string[]
  readonly exclude?: string[]
}

export function addImport(program: Command, run: RunCommand): void {
  program
    .command('import')
    .argument(
      '<path...>',
      'files, folders, and addresses (https://…) of web pages or sitemaps',
      pathArguments,
    )
    .description('read files and folders into the knowledge base; refused files are listed on stderr')
    .option('--collection <name>', 'where they go; the first collection without it')
    .option('--watch', 'follow them from now on, whenever VerdeMuse runs: changed and removed files too')
    .option('--include <pattern...>', 'of folders only what fits: "*.md", "guides/**"')
    .option('--exclude <pattern...>', 'of folders nothing that fits: "drafts"')
    .option(
      '--no-wait-embeddings',
      'end when all is searchable by words; meaning follows when VerdeMuse runs',
    )
    .action((paths: string[], options: ImportOptions, command: Command) =>
      run(command.optsWithGlobals(), (context) =>
        runImport(context, {
          paths,
          shouldWaitForEmbeddings: options.waitEmbeddings,
          collection: options.collection,
          isWatched: options.watch ?? false,
          include: options.include ?? [],
          exclude: options.exclude ?? [],
        }),
      ),
    )
}

export function addSources(program: Command, run: RunCommand): void {
  const sources = program
    .command('sources')
    .description('list the folders, files and sites that the knowledge base comes from')
    .action((_options: object, command: Command) => run(command.optsWithGlobals(), runSources))
  sources
    .command('rescan')
    .argument('<id>', 'id from the list', idOf)
    .description('look for changes now')
    .action((id: number, _options: object, command: Command) =>
      run(command.optsWithGlobals(), (context) => runSourcesRescan(context, id)),
    )
  sources
    .command('remove')
    .argument('<id>', 'id from the list', idOf)
    .description('remove a source with its documents; the files themselves stay')
    .action((id: number, _options: object, command: Command) =>
      run(command.optsWithGlobals(), (context) => runSourcesRemove(context, id)),
    )
}

export function addCollections(program: Command, run: RunCommand): void {
  const collections = program
    .command('collections')
    .description('list the collections, which search and answers can be limited to')
    .action((_options: object, command: Command) => run(command.optsWithGlobals(), runCollections))
  collections
    .command('create')
    .argument('<name>')
    .description('make an empty collection')
    .action((name: string, _options: object, command: Command) =>
      run(command.optsWithGlobals(), (context) => runCollectionsCreate(context, name)),
    )
  collections
    .command('rename')
    .argument('<collection>', 'name or id')
    .argument('<name>', 'its new name')
    .description('give a collection another name')
    .action((collection: string, name: string, _options: object, command: Command) =>
      run(command.optsWithGlobals(), (context) => runCollectionsRename(context, collection, name)),
    )
  collections
    .command('remove')
    .argument('<collection>', 'name or id')
    .description('remove a collection with its sources and documents; the files themselves stay')
    .action((collection: string, _options: object, command: Command) =>
      run(command.optsWithGlobals(), (context) => runCollectionsRemove(context, collection)),
    )
}

function idOf(text: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < 1 || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('It must be an id from the list.')
  return value
}
