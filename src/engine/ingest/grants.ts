import { randomBytes } from 'node:crypto'
import { AppError } from '@shared/errors'
import type { ImportRoot } from './import-rows'

/** A drop of 10,000 files, twice; handles that were never used go first. */
const MAX_GRANTS = 20_000

/** What a person picked, by a handle that tells a page nothing. Good for one import. */
export interface Grants {
  grant(root: ImportRoot): string
  /** Throws not_found when one of them was used or is unknown. */
  take(handles: readonly string[]): ImportRoot[]
  takePath(handle: string): string
}

export function createGrants(): Grants {
  const roots = new Map<string, ImportRoot>()
  function take(handles: readonly string[]): ImportRoot[] {
    const unique = [...new Set(handles)]
    const taken = unique.map((handle) => roots.get(handle))
    if (taken.some((root) => root === undefined))
      throw new AppError('not_found', 'This selection is no longer valid. Pick the files again.')
    for (const handle of unique) roots.delete(handle)
    return taken as ImportRoot[]
  }

  return {
    take,
    takePath: (handle) => (take([handle])[0] as ImportRoot).path,
    grant(root) {
      const handle = randomBytes(16).toString('hex')
      roots.set(handle, root)
      for (const oldest of roots.keys()) {
        if (roots.size <= MAX_GRANTS) break
        roots.delete(oldest)
      }
      return handle
    },
  }
}
