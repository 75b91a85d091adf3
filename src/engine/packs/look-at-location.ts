import type { PackOutcome } from '@shared/packs'
import { findPackFiles, newestIssues } from './find-pack-files'
import type { InstallRequest, PackInstaller } from './install-pack'
import type { LocationRow, LookResult } from './location-store'
import { openPackFile, type PackBytes } from './pack-bytes'
import type { PackWeb } from './pack-web'
import { PackRefusal } from './refusal'

/** A file that changes while it is read is read again at once, so often. */
const MAX_TRIES = 3

export type Place = Pick<LocationRow, 'kind' | 'address' | 'etag' | 'lastModified' | 'seen'>

export interface LookOptions {
  readonly installer: PackInstaller
  readonly web: PackWeb
  readonly downloadFile: string
  readonly request: Omit<InstallRequest, 'label'>
}

export interface Look {
  readonly outcomes: readonly PackOutcome[]
  readonly version: LookResult['version']
  readonly seen: LookResult['seen']
  /** Why nothing could be seen at all. */
  readonly problem: PackRefusal | null
  readonly bytes: number
}

/** Looks at a place and installs what is new there. What a pack or the way to it may get wrong is in the result. */
export async function lookAt(place: Place, options: LookOptions): Promise<Look> {
  try {
    return place.kind === 'https' ? await lookAtAddress(place, options) : await lookAtFiles(place, options)
  } catch (thrown) {
    if (!(thrown instanceof PackRefusal)) throw thrown
    return { outcomes: [], version: null, seen: null, problem: thrown, bytes: 0 }
  }
}

async function lookAtAddress(place: Place, options: LookOptions): Promise<Look> {
  const { request, downloadFile, web } = options
  const label = place.address
  for (let attempt = 1; ; attempt++) {
    const opening = await web.open({
      address: place.address,
      known: { etag: place.etag, lastModified: place.lastModified },
      downloadFile,
      signal: request.signal,
    })
    if (opening.kind === 'unchanged')
      return { outcomes: [], version: null, seen: null, problem: null, bytes: 0 }
    const { bytes, version } = opening
    const outcome = await installFrom(bytes, label, options)
    const hasChangedMeanwhile = outcome.kind === 'refused' && outcome.code === 'changed'
    if (hasChangedMeanwhile && attempt < MAX_TRIES) continue
    if (outcome.kind === 'refused' && (outcome.code === 'unreachable' || outcome.code === 'changed'))
      throw new PackRefusal(outcome.code, outcome.message)
    return { outcomes: [outcome], version, seen: null, problem: null, bytes: bytes.readBytes }
  }
}

async function lookAtFiles(place: Place, options: LookOptions): Promise<Look> {
  const { files } = await findPackFiles(place.address)
  const before = JSON.parse(place.seen) as Record<string, string>
  const seen = Object.fromEntries(files.map(({ path, mark }) => [path, mark]))
  const isSame = files.every(({ path, mark }) => before[path] === mark)
  if (isSame && files.length > 0) return { outcomes: [], version: null, seen, problem: null, bytes: 0 }
  const outcomes: PackOutcome[] = []
  let readBytes = 0
  for (const file of await newestIssues(files, options.request.signal)) {
    if (before[file.path] === file.mark) continue
    const bytes = await openPackFile(file.path)
    outcomes.push(await installFrom(bytes, file.label, options))
    readBytes += bytes.readBytes
  }
  return { outcomes, version: null, seen, problem: null, bytes: readBytes }
}

async function installFrom(bytes: PackBytes, label: string, options: LookOptions): Promise<PackOutcome> {
  try {
    return await options.installer.install(bytes, { ...options.request, label })
  } catch (thrown) {
    const { code, message } = toRefusal(thrown)
    return { kind: 'refused', label, packId: null, code, message }
  } finally {
    await bytes.close()
  }
}

const FULL_CODES = new Set(['ENOSPC', 'EDQUOT', 'storage_full'])
/** What a share says when it goes away in the middle. */
const LOST_CODES = new Set(['EIO', 'ESTALE', 'EHOSTDOWN', 'ENOTCONN', 'ETIMEDOUT'])

/** Throws what is no matter of the pack, the way to it or the disk. */
function toRefusal(thrown: unknown): Pick<PackRefusal, 'code' | 'message'> {
  if (thrown instanceof PackRefusal) return thrown
  const { code } = thrown as { code?: unknown }
  if (typeof code === 'string' && FULL_CODES.has(code))
    return {
      code: 'storage_full',
      message: 'There is no room on the disk for the pack. Make room, then try again.',
    }
  if (typeof code === 'string' && LOST_CODES.has(code))
    return { code: 'unreachable', message: 'The place of the pack went away while it was read.' }
  throw thrown
}
