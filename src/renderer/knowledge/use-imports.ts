import type { ImportFile, ImportJob } from '@shared/models'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { sortJobs } from './import-jobs'

export type FilesListener = (files: readonly ImportFile[]) => void

export interface Imports {
  /** Newest first. */
  readonly jobs: readonly ImportJob[]
  /** Rows that changed, of all jobs, at most five times a second. Returns how to stop. */
  readonly onFiles: (listener: FilesListener) => () => void
}

/** All imports the engine keeps, followed while the view is shown. Each event names every job that is still there. */
export function useImports(): Imports {
  const client = useClient()
  const [jobs, setJobs] = useState<readonly ImportJob[]>([])
  const listeners = useRef(new Set<FilesListener>())

  useEffect(() => {
    const controller = new AbortController()
    client.watch(
      'import.watch',
      {},
      {
        signal: controller.signal,
        onEvent(event) {
          setJobs(sortJobs(event.jobs))
          for (const listener of listeners.current) listener(event.files)
        },
        onError() {
          // the page says by itself that the line is broken; the list stays as it was
        },
      },
    )
    return () => controller.abort()
  }, [client])

  const onFiles = useCallback((listener: FilesListener) => {
    listeners.current.add(listener)
    return () => {
      listeners.current.delete(listener)
    }
  }, [])
  return { jobs, onFiles }
}
