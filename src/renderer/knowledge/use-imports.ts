import type { ImportFile, ImportJob } from '@shared/models'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient, useConnectionState } from '../engine/use-engine'
import { sortJobs, withChangedJobs } from './import-jobs'

export type FilesListener = (files: readonly ImportFile[]) => void

export interface Imports {
  /** Newest first. */
  readonly jobs: readonly ImportJob[]
  /** Rows that changed, of all jobs, at most five times a second. Returns how to stop. */
  readonly onFiles: (listener: FilesListener) => () => void
  /** The job was dismissed here; the engine's events do not name what is gone. */
  readonly forget: (jobId: number) => void
}

/** All imports the engine keeps, followed while the view is shown. */
export function useImports(): Imports {
  const client = useClient()
  const connection = useConnectionState()
  const epoch = connection.kind === 'connected' ? connection.epoch : 0
  const [jobs, setJobs] = useState<readonly ImportJob[]>([])
  const listeners = useRef(new Set<FilesListener>())

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line to the engine asks for the whole list again
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    client.call('import.jobs', {}, signal).then(
      (loaded) => setJobs(sortJobs(loaded.jobs)),
      () => {
        // the stream below brings what is under way, and the page says by itself that the line is broken
      },
    )
    client.watch(
      'import.watch',
      {},
      {
        signal,
        onEvent(event) {
          setJobs((last) => withChangedJobs(last, event.jobs))
          for (const listener of listeners.current) listener(event.files)
        },
        onError() {},
      },
    )
    return () => controller.abort()
  }, [client, epoch])

  const onFiles = useCallback((listener: FilesListener) => {
    listeners.current.add(listener)
    return () => listeners.current.delete(listener)
  }, [])
  const forget = useCallback((jobId: number) => setJobs((last) => last.filter(({ id }) => id !== jobId)), [])
  return { jobs, onFiles, forget }
}
