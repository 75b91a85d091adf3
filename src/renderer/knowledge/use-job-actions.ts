import type { ImportFileState, ImportJob } from '@shared/models'
import type { Connection } from '../engine/connection'
import { useBridge, useClient } from '../engine/use-engine'
import { useAct } from './use-act'

/** One call of the contract carries so many ids, and so many rows a page. */
const RETRY_MAX_FILES = 10_000
const RETRY_PAGE_ROWS = 500

export interface JobActions {
  readonly pause: () => void
  readonly resume: () => void
  readonly cancel: () => void
  readonly dismiss: () => void
  readonly retry: (fileId: number) => void
  readonly retryAll: () => void
  readonly exportList: (as: 'csv' | 'json', states?: readonly ImportFileState[]) => void
}

/** What can be done with one import. The card itself follows the engine's events. */
export function useJobActions(jobId: ImportJob['id']): JobActions {
  const client = useClient()
  const bridge = useBridge()
  const act = useAct()
  return {
    pause: () => void act(() => client.call('import.pause', { jobId })),
    resume: () => void act(() => client.call('import.resume', { jobId })),
    cancel: () => void act(() => client.call('import.cancel', { jobId })),
    dismiss: () => void act(() => client.call('import.dismiss', { jobId })),
    retry: (fileId) => void act(() => client.call('import.retry', { fileIds: [fileId] })),
    retryAll: () => void act(() => retryFailed(client, jobId)),
    exportList: (as, states) =>
      void act(async () => {
        const file = await client.call('import.export', {
          jobId,
          as,
          ...(states ? { states: [...states] } : {}),
        })
        await bridge.saveText(file)
      }),
  }
}

async function retryFailed(client: Pick<Connection, 'call'>, jobId: number): Promise<void> {
  const fileIds: number[] = []
  let total = 1
  while (fileIds.length < Math.min(total, RETRY_MAX_FILES)) {
    const page = await client.call('import.files', {
      jobId,
      states: ['refused'],
      offset: fileIds.length,
      limit: RETRY_PAGE_ROWS,
    })
    if (page.files.length === 0) break
    total = page.total
    fileIds.push(...page.files.map(({ id }) => id))
  }
  if (fileIds.length > 0) await client.call('import.retry', { fileIds: fileIds.slice(0, RETRY_MAX_FILES) })
}
