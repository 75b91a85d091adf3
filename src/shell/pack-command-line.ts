import { type Command, InvalidArgumentError } from 'commander'
import type { RunCommand } from './command-context'
import {
  runPackCheck,
  runPackInstall,
  runPackKeygen,
  runPackList,
  runPackRemove,
  runPackSign,
  runPackVerify,
} from './commands/pack'
import { runPackBuild } from './commands/pack-build'
import { pathArgument } from './path-argument'

/** `verdemuse pack …`: first what an administrator makes, then what a desktop installs. */
export function addPack(program: Command, run: RunCommand): void {
  const pack = program
    .command('pack')
    .description('knowledge packs: documents, passages and vectors in one signed file')
  addBuild(pack, run)
  pack
    .command('keygen')
    .argument('<file>', 'where the private key goes; the public one goes beside it')
    .description('make an Ed25519 key to sign packs with, and print its public half for the policy')
    .action((file: string, _options: object, command: Command) =>
      run(command.optsWithGlobals(), (context) => runPackKeygen(context, file)),
    )
  pack
    .command('sign')
    .argument('<file>', 'the pack')
    .requiredOption('--key <file>', 'private key, as keygen makes it')
    .description('sign a pack, or sign it anew')
    .action((file: string, options: { key: string }, command: Command) =>
      run(command.optsWithGlobals(), (context) => runPackSign(context, file, options.key)),
    )
  pack
    .command('verify')
    .argument('<file>', 'the pack')
    .option('--key <key>', 'it must be signed by this key: ed25519:… or a file with it')
    .description('read every byte of a pack and say whether it is whole; exit 1 when it is not')
    .action((file: string, options: { key?: string }, command: Command) =>
      run(command.optsWithGlobals(), (context) => runPackVerify(context, file, options.key)),
    )
  addInstall(pack, run)
  pack
    .command('check')
    .description('look now for newer packs at all places')
    .action((_options: object, command: Command) => run(command.optsWithGlobals(), runPackCheck))
  pack
    .command('list')
    .description('list installed packs and the places that are looked at')
    .action((_options: object, command: Command) => run(command.optsWithGlobals(), runPackList))
  pack
    .command('remove')
    .argument('<id>', 'id of the pack, from the list')
    .description('remove a pack and its documents')
    .action((packId: string, _options: object, command: Command) =>
      run(command.optsWithGlobals(), (context) => runPackRemove(context, packId)),
    )
}

interface BuildFlags {
  readonly output: string
  readonly name?: string
  readonly id?: string
  readonly number?: number
  readonly withOriginals?: boolean
  readonly key?: string
}

function addBuild(pack: Command, run: RunCommand): void {
  pack
    .command('build')
    .argument('<folder>', 'folder with the documents', pathArgument)
    .requiredOption('-o, --output <file>', 'the pack; when it is there, the new one is its next number')
    .option('--name <name>', 'what people see; the folder’s name unless given')
    .option('--id <id>', 'what tells packs apart; made from the name unless given')
    .option('--number <n>', 'grows with each issue; one more than the last unless given', positiveNumber)
    .option('--with-originals', 'also the bytes of PDFs, so that their pages can be shown')
    .option('--key <file>', 'sign it with this private key')
    .description('make a pack of a folder; refused files are listed on stderr')
    .action((folder: string, flags: BuildFlags, command: Command) =>
      run(command.optsWithGlobals(), (context) => {
        const { output: file, name, id: packId, number: serial, withOriginals = false, key: keyFile } = flags
        return runPackBuild(context, { folder, file, name, packId, serial, withOriginals, keyFile })
      }),
    )
}

interface InstallFlags {
  readonly collection?: string
  readonly watch?: boolean
  readonly once?: boolean
  readonly force?: boolean
}

function addInstall(pack: Command, run: RunCommand): void {
  pack
    .command('install')
    .argument('<place>', 'a .vmpack file, a folder with such files, or an https address', pathArgument)
    .option('--collection <name>', 'knowledge base to install into; one with the pack’s name unless given')
    .option('--watch', 'look there for newer ones from now on; folders and addresses are without it')
    .option('--once', 'do not look there again')
    .option('--force', 'also an older number, or one signed by another key')
    .description('install a pack, or bring it up to date; only what changed is read')
    .action((place: string, flags: InstallFlags, command: Command) => {
      const { collection, watch, once, force = false } = flags
      if (watch && once) command.error('error: give --watch or --once, not both')
      const isWatched = watch ? true : once ? false : null
      return run(command.optsWithGlobals(), (context) =>
        runPackInstall(context, { place, collection, isWatched, isForced: force }),
      )
    })
}

function positiveNumber(text: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < 1 || value > Number.MAX_SAFE_INTEGER)
    throw new InvalidArgumentError('It must be a whole number from 1.')
  return value
}
