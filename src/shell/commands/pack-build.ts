import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { AppError } from '@shared/errors'
import type { PackBuild } from '@shared/packs'
import type { CommandContext, ExitCode } from '../command-context'
import { withTemporaryEngine } from '../temporary-engine'
import { count, formatBytes, oneLine } from '../text-layout'
import { runImport } from './import'

export interface PackBuildOptions {
  readonly folder: string
  readonly file: string
  readonly name: string | undefined
  readonly packId: string | undefined
  readonly serial: number | undefined
  /** Also the bytes of PDFs. */
  readonly withOriginals: boolean
  /** Signs the pack. */
  readonly keyFile: string | undefined
}

/**
 * 1. Take over the vectors of the issue that is there; 2. import the folder, as the app does; 3. write the pack and
 * sign it. Exit 1 when nothing of the folder could be read; single refusals are listed on stderr.
 */
export async function runPackBuild(context: CommandContext, options: PackBuildOptions): Promise<ExitCode> {
  const { output, signal } = context
  const folder = resolve(options.folder)
  const file = resolve(options.file)
  if (!(await isFolder(folder))) throw new AppError('bad_request', `${folder} is not a folder.`)
  const name = options.name ?? basename(folder)
  const keyFile = options.keyFile === undefined ? null : resolve(options.keyFile)
  const built = await withTemporaryEngine(context, async (inner) => {
    // 1
    await inner.withEngine((client) => client.call('packs.prepareBuild', { file, keyFile }, signal))
    // 2: its summary is of a knowledge base that nobody will see
    const quiet = { ...output, isJson: false, line: () => {} }
    const code = await runImport(
      { ...inner, output: quiet },
      { paths: [folder], shouldWaitForEmbeddings: true },
    ).catch((thrown: unknown) => {
      // what an import says then is that the read files stay, and here they go
      throw signal.aborted ? new AppError('cancelled', 'Stopped. No pack was built.') : thrown
    })
    if (code !== 0)
      throw new AppError('bad_request', 'Nothing in the folder could be read, so there is no pack.')
    // 3
    const { packId = null, serial = null, withOriginals } = options
    const input = { file, folder, name, packId, serial, withOriginals, keyFile }
    return inner.withEngine((client) => client.call('packs.build', input, signal))
  })
  for (const path of built.leftOut) output.note(`Left out  ${oneLine(path)}: no pack may have this name.`)
  if (output.isJson) output.json({ file, ...built, isSigned: keyFile !== null })
  else output.line(sentenceOf(file, built))
  return 0
}

function sentenceOf(file: string, built: PackBuild): string {
  const { kind, serial, documentCount, chunkCount, sizeBytes, modelName } = built
  if (kind === 'unchanged') return `${file} holds the same already (number ${serial}); it was left as it is.`
  const contents = `${count(documentCount, 'document')}, ${count(chunkCount, 'passage')}, ${formatBytes(sizeBytes)}`
  const vectors = modelName === null ? ' It has no vectors, because there is no search model here.' : ''
  return `${file} is built: number ${serial}, ${contents}.${vectors}`
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  )
}
