import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeContent } from './document-entry'
import { createTurnGiver } from './give-turns'
import type { OpenPack } from './open-pack'
import { openPackFile, type PackBytes } from './pack-bytes'
import { encodeHead, HEAD_BYTES } from './pack-head'
import { type InstallPlan, stretchesOf } from './plan'
import { altered, PackRefusal } from './refusal'
import { decodeVectors } from './vector-entry'

/**
 * A copy of the pack with holes: its head, its list and the entries that are needed, each at its own place. It is what
 * is installed from, so a file that changes or a share that goes away meanwhile changes nothing.
 */
export interface Stages {
  fileOf(packId: string): string
  /** Fetches what is needed; keeps what an earlier try brought. Throws a PackRefusal. */
  fill(from: PackBytes, pack: OpenPack, plan: InstallPlan, signal: AbortSignal): Promise<void>
  remove(packId: string): Promise<void>
  downloadFile(): string
}

export function createStages(dataDir: string): Stages {
  const folder = join(dataDir, 'packs')
  const fileOf = (packId: string) => join(folder, `${packId}.part`)

  async function fill(
    from: PackBytes,
    pack: OpenPack,
    plan: InstallPlan,
    signal: AbortSignal,
  ): Promise<void> {
    await mkdir(folder, { recursive: true })
    const { id } = pack.manifest.description
    const needed = await missingEntries(fileOf(id), pack, plan.entries)
    const target = await open(fileOf(id), needed.isFresh ? 'w+' : 'r+', 0o600)
    try {
      await target.truncate(from.sizeBytes)
      await target.write(encodeHead(pack.head), 0, HEAD_BYTES, 0)
      await target.write(pack.manifestBytes, 0, pack.manifestBytes.length, HEAD_BYTES)
      for (const { at, length } of stretchesOf(pack.manifest, pack.offsets, needed.entries)) {
        let place = at
        for await (const piece of from.pieces(at, length, signal)) {
          await target.write(piece, 0, piece.length, place)
          place += piece.length
        }
        if (place !== at + length) throw altered('it ends too early')
      }
      await target.sync()
    } finally {
      await target.close()
    }
  }

  return {
    fileOf,
    fill,
    remove: (packId) => rm(fileOf(packId), { force: true }),
    downloadFile: () => join(folder, 'download.part'),
  }
}

/** What a broken-off download of the same issue left is not fetched again. */
async function missingEntries(file: string, pack: OpenPack, entries: readonly number[]) {
  const bytes = await openPackFile(file).catch(() => null)
  if (!bytes) return { isFresh: true, entries }
  try {
    const start = await bytes.read(HEAD_BYTES, pack.manifestBytes.length)
    if (!start.equals(pack.manifestBytes)) return { isFresh: true, entries }
    const missing: number[] = []
    for (const index of entries)
      await pack.readEntry(index, bytes).catch((thrown: unknown) => {
        if (!(thrown instanceof PackRefusal)) throw thrown
        missing.push(index)
      })
    return { isFresh: false, entries: missing }
  } catch (thrown) {
    if (thrown instanceof PackRefusal) return { isFresh: true, entries }
    throw thrown
  } finally {
    await bytes.close()
  }
}

/** Reads and judges every entry that will be used: from here on nothing of the pack can be wrong. Throws a PackRefusal. */
export async function checkEntries(
  pack: OpenPack,
  plan: InstallPlan,
  options: { readonly takesVectors: boolean },
  signal: AbortSignal,
): Promise<void> {
  const { model } = pack.manifest.description
  const giveTurn = createTurnGiver()
  for (const { document } of plan.put) {
    await giveTurn()
    signal.throwIfAborted()
    decodeContent(await pack.readEntry(document.text))
    if (options.takesVectors && model && document.vectors !== null)
      decodeVectors(await pack.readEntry(document.vectors), model.dimension)
    if (document.original !== null) await pack.readEntry(document.original)
  }
}
