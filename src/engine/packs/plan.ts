import { type Manifest, type PackDocument, type PackEntry, storedBytes } from './manifest'
import type { PlacedDocument } from './pack-store'

/** What turns the documents that are there into those of the pack. */
export interface InstallPlan {
  readonly put: readonly { readonly document: PackDocument; readonly isNew: boolean }[]
  readonly remove: readonly PlacedDocument[]
  /** Numbers of the entries that this needs, in the order of the file. */
  readonly entries: readonly number[]
}

export interface PlanOptions {
  /** Whether the pack's vectors are of the model in use. */
  readonly takesVectors: boolean
}

/** Documents are compared by the hash of their entry; what is there already is neither fetched nor written. */
export function planInstall(
  { entries, documents }: Manifest,
  placed: readonly PlacedDocument[],
  { takesVectors }: PlanOptions,
): InstallPlan {
  const missing = new Map(placed.map((one) => [keyOf(one.path, one.externalId), one]))
  const put: { document: PackDocument; isNew: boolean }[] = []
  const needed = new Set<number>()
  for (const document of documents) {
    const key = keyOf(document.path, document.externalId ?? '')
    const there = missing.get(key)
    missing.delete(key)
    const originalHash = document.original === null ? null : hashOf(entries, document.original)
    const isText = there?.textHash === hashOf(entries, document.text)
    if (isText && there.originalHash === originalHash) continue
    put.push({ document, isNew: !there })
    needed.add(document.text)
    if (takesVectors && document.vectors !== null) needed.add(document.vectors)
    if (document.original !== null) needed.add(document.original)
  }
  return { put, remove: [...missing.values()], entries: [...needed].sort((a, b) => a - b) }
}

export function hashOf(entries: readonly PackEntry[], index: number): string {
  return (entries[index] as PackEntry).hash
}

export interface Stretch {
  readonly at: number
  readonly length: number
}

/** A request costs a round trip, in which so many unneeded bytes travel as well. */
const GAP_BYTES = 64 * 1024

/** The stretches of the file that hold these entries; near ones are read as one. */
export function stretchesOf(
  manifest: Manifest,
  offsets: readonly number[],
  needed: readonly number[],
): Stretch[] {
  const stretches: { at: number; length: number }[] = []
  for (const index of needed) {
    const at = offsets[index] as number
    const length = storedBytes(manifest.entries[index] as PackEntry)
    const last = stretches.at(-1)
    if (last && at - (last.at + last.length) <= GAP_BYTES) last.length = at + length - last.at
    else stretches.push({ at, length })
  }
  return stretches
}

function keyOf(path: string, externalId: string): string {
  return `${path}\n${externalId}`
}
