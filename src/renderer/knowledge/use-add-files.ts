import type { PickedFiles } from '@shared/bridge'
import { isCancelled, toAppError } from '@shared/errors'
import { useCallback, useState } from 'react'
import { useBridge, useClient } from '../engine/use-engine'

export type AddingState =
  | { readonly kind: 'idle' }
  /** `fraction` is null until the shell reports one; the desktop shell has nothing to carry and never does. */
  | { readonly kind: 'adding'; readonly fraction: number | null }
  | { readonly kind: 'failed'; readonly message: string }
  /** Some never reached the import, so that no row of it can say why. */
  | { readonly kind: 'refused'; readonly refused: RefusedFiles }

export type RefusedFiles = NonNullable<PickedFiles['refused']>

export interface AddFiles {
  readonly state: AddingState
  /** Without a collection: into the first one. */
  readonly pick: (kind: 'files' | 'folder', collectionId?: number) => void
  readonly drop: (data: DataTransfer, collectionId?: number) => void
  readonly dismiss: () => void
}

/** From a picker or a drop to a running import. */
export function useAddFiles(): AddFiles {
  const bridge = useBridge()
  const client = useClient()
  const [state, setState] = useState<AddingState>({ kind: 'idle' })

  const add = useCallback(
    async (
      take: (onProgress: (fraction: number) => void) => Promise<PickedFiles | null>,
      collectionId: number | undefined,
    ): Promise<void> => {
      setState({ kind: 'adding', fraction: null })
      try {
        const picked = await take((fraction) => setState({ kind: 'adding', fraction }))
        if (picked && picked.handles.length > 0)
          await client.call('import.start', {
            handles: [...picked.handles],
            ...(collectionId === undefined ? {} : { collectionId }),
          })
        const refused = picked?.refused ?? []
        setState(refused.length > 0 ? { kind: 'refused', refused } : { kind: 'idle' })
      } catch (thrown) {
        setState(
          isCancelled(thrown) ? { kind: 'idle' } : { kind: 'failed', message: toAppError(thrown).message },
        )
      }
    },
    [client],
  )

  return {
    state,
    pick: (kind, collectionId) => void add((onProgress) => bridge.pick(kind, onProgress), collectionId),
    // what was dropped can be read in this very moment only, so the bridge is called before anything is awaited
    drop: (data, collectionId) => void add((onProgress) => bridge.acceptDrop(data, onProgress), collectionId),
    dismiss: () => setState({ kind: 'idle' }),
  }
}
