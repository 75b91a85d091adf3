import type { Logger } from '@shared/log'
import type { PackOutcome } from '@shared/packs'
import type { Embedder } from '../embed/embedder'
import type { IndexedModel, Knowledge } from '../knowledge/knowledge'
import type { Policy } from '../policy/policy-schema'
import { applyPlan, type PackOriginals } from './apply-plan'
import { judgePack } from './judge-pack'
import { type OpenPack, openPack } from './open-pack'
import { openPackFile, type PackBytes, readAhead } from './pack-bytes'
import type { PackSources } from './pack-sources'
import type { PackRow, PackStore } from './pack-store'
import { planInstall } from './plan'
import { PackRefusal } from './refusal'
import { checkEntries, type Stages } from './stage'

export interface InstallerOptions {
  readonly knowledge: Knowledge
  readonly embedder: Embedder
  readonly sources: PackSources
  readonly store: PackStore
  readonly stages: Stages
  readonly originals: PackOriginals
  readonly policy: Policy
  readonly now: () => number
  readonly log: Logger
}

export interface InstallRequest {
  /** Where it was found, for people. */
  readonly label: string
  readonly locationId: number | null
  /** Which collection a first installation goes into; both null: one with the pack's name. */
  readonly collection: string | null
  readonly collectionId: number | null
  readonly isForced: boolean
  readonly signal: AbortSignal
  /** Everything is checked, and the knowledge base begins to change. */
  readonly onInstalling: () => void
}

type Done = Extract<PackOutcome, { kind: 'installed' | 'updated' | 'unchanged' }>

export interface PackInstaller {
  install(bytes: PackBytes, request: InstallRequest): Promise<Done>
  /** Finishes what an earlier run had decided on. */
  resume(signal: AbortSignal): Promise<void>
}

const NOTHING = { added: 0, changed: 0, removed: 0 } as const

/**
 * Installs one pack, all of it or nothing.
 *  1. Read its list and decide whether it may be installed; 2. compare it with what is there; 3. fetch what is new
 *  into a stage; 4. check every byte of that; 5. write down that it is decided; 6. bring the documents in and take
 *  others away, in short steps; 7. write down that it is done.
 * Until 5 nothing changes. From 5 on a crash leads to the same steps from 2 at the next start. Throws a PackRefusal,
 * storage_full, or cancelled.
 */
export function createPackInstaller(options: InstallerOptions): PackInstaller {
  const { store, stages, policy, embedder, knowledge, sources, originals, now, log } = options

  async function install(bytes: PackBytes, request: InstallRequest): Promise<Done> {
    const startedAt = performance.now()
    const { signal, label } = request
    // 1
    const pack = await openPack(bytes, signal)
    const { id: packId, name, serial } = pack.manifest.description
    const installed = store.find(packId)
    const outcome = (
      kind: Done['kind'],
      counts: Pick<Done, 'added' | 'changed' | 'removed'>,
      message: string | null,
    ) => {
      const tookMs = performance.now() - startedAt
      const { readBytes, sizeBytes } = bytes
      return { kind, label, packId, name, serial, ...counts, readBytes, sizeBytes, tookMs, message }
    }
    const isThere = judgePack(pack, { policy, installed, isForced: request.isForced }) === 'unchanged'
    if (isThere && isComplete(installed)) {
      follow(installed, request.locationId)
      return outcome('unchanged', NOTHING, null)
    }
    // 2, 3
    const fitting = fittingModel(pack, embedder.model)
    const plan = planOf(pack, installed, fitting)
    await stages.fill(bytes, pack, plan, signal)
    // 4, 5, 6, 7
    const counts = await finish(packId, request)
    log.info('pack_installed', { packId, serial, ...counts, readBytes: bytes.readBytes })
    return outcome(
      installed && installed.serial > 0 ? 'updated' : 'installed',
      counts,
      messageOf(pack, fitting),
    )
  }

  /** A document of it may have been removed by hand; then the same issue brings it back. */
  function isComplete(installed: PackRow | null): installed is PackRow {
    return installed !== null && store.documents(installed.id).length === installed.documentCount
  }

  /** A pack that is found at a place that is looked at from now on belongs to that place. */
  function follow(installed: PackRow, locationId: number | null): void {
    if (locationId !== null && installed.locationId !== locationId)
      store.setLocation(installed.id, locationId)
  }

  function planOf(pack: OpenPack, installed: PackRow | null, fitting: IndexedModel | null) {
    const placed = installed ? store.documents(installed.id) : []
    return planInstall(pack.manifest, placed, { takesVectors: fitting !== null })
  }

  /** From the stage on; what is taken up again after a crash begins here. */
  async function finish(packId: string, request: Omit<InstallRequest, 'label' | 'isForced'>) {
    const bytes = readAhead(await openPackFile(stages.fileOf(packId)))
    try {
      const pack = await openPack(bytes, request.signal)
      const fitting = fittingModel(pack, embedder.model)
      const before = store.find(packId)
      const plan = planOf(pack, before, fitting)
      // 4
      await checkEntries(pack, plan, { takesVectors: fitting !== null }, request.signal)
      // 5
      request.onInstalling()
      const { locationId, collection, collectionId } = request
      store.setPending({ packId, locationId, collection, collectionId }, now())
      const row = before ?? addRow(pack, request)
      follow(row, locationId)
      const source = sources.get(row.sourceId)
      // 6
      const target = { packRow: row.id, sourceId: row.sourceId, collectionId: source.collectionId }
      await applyPlan({
        knowledge,
        store,
        originals,
        pack,
        plan,
        target,
        model: fitting,
        signal: request.signal,
      })
      // 7
      store.finish(row.id, packId, factsOf(pack, fitting), now())
      sources.rename(row.sourceId, pack.manifest.description.name)
      const addedCount = plan.put.filter(({ isNew }) => isNew).length
      return { added: addedCount, changed: plan.put.length - addedCount, removed: plan.remove.length }
    } finally {
      await bytes.close()
      if (!store.pending().some((one) => one.packId === packId)) await stages.remove(packId)
    }
  }

  function addRow(
    pack: OpenPack,
    { locationId, collection, collectionId }: Omit<InstallRequest, 'label' | 'isForced'>,
  ) {
    const { id: packId, name } = pack.manifest.description
    const sourceId = sources.add({
      label: name,
      location: packId,
      collectionId,
      collection: collection ?? name,
    })
    return store.add({ sourceId, locationId, packId, name, at: now() })
  }

  async function resume(signal: AbortSignal): Promise<void> {
    for (const pending of store.pending()) {
      try {
        await finish(pending.packId, { ...pending, signal, onInstalling: () => {} })
        log.info('pack_resumed', { packId: pending.packId })
      } catch (thrown) {
        if (!(thrown instanceof PackRefusal)) throw thrown
        // its stage is gone or damaged; the next look at its place installs it anew
        log.warn('pack_not_resumed', { packId: pending.packId, code: thrown.code })
        store.dropPending(pending.packId)
        await stages.remove(pending.packId)
      }
    }
  }

  return { install, resume }
}

/** The model in use when the pack's vectors are of it. */
function fittingModel({ manifest }: OpenPack, model: IndexedModel | null): IndexedModel | null {
  const { model: packed } = manifest.description
  const isSame = packed && model && packed.fingerprint === model.fingerprint
  return isSame && packed.dimension === model.dimension ? model : null
}

function messageOf({ manifest }: OpenPack, fitting: IndexedModel | null): string | null {
  const { model } = manifest.description
  if (fitting) return null
  return model
    ? `Its vectors are of another search model (${model.name}), so its text is embedded here.`
    : 'It has no vectors, so its text is embedded here.'
}

function factsOf({ manifest, head, publicKey }: OpenPack, fitting: IndexedModel | null) {
  const { name, serial, createdAt, model, documentCount, chunkCount } = manifest.description
  return {
    name,
    serial,
    manifestHash: head.manifestHash,
    publicKey,
    createdAt: createdAt === null ? null : Date.parse(createdAt),
    modelName: model?.name ?? null,
    hasFittingVectors: fitting ? 1 : 0,
    documentCount,
    chunkCount,
  }
}
