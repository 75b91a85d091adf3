import type { ImportFile, ImportJob } from '@shared/models'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef } from 'react'
import { useClient, useConnectionState } from '../engine/use-engine'
import { useNavigationStore } from '../navigation'
import { ErrorNotice } from '../ui/error-notice'
import { ImportFileRow } from './import-file-row'
import { type FileFilter, settledCount, statesForFilter } from './import-jobs'
import type { LoadPage } from './paged-loader'
import type { Imports } from './use-imports'
import { usePagedRows } from './use-paged-rows'

/** A row without a reason; rows with one are measured when they come into sight. */
const ROW_HEIGHT_PX = 34

interface ImportFileListProps {
  readonly job: ImportJob
  readonly filter: FileFilter
  readonly onFiles: Imports['onFiles']
  readonly onRetry: (fileId: number) => void
}

/** The files of one job, of which only those in sight are held and drawn. */
export function ImportFileList({ job, filter, onFiles, onRetry }: ImportFileListProps) {
  const client = useClient()
  const navigation = useNavigationStore()
  const connection = useConnectionState()
  const scroller = useRef<HTMLElement>(null)
  const load = useCallback<LoadPage<ImportFile>>(
    async (page, signal) => {
      const states = statesForFilter(filter)
      const { files, total } = await client.call(
        'import.files',
        { jobId: job.id, ...page, ...(states ? { states } : {}) },
        signal,
      )
      return { rows: files, total }
    },
    [client, job.id, filter],
  )
  const epoch = connection.kind === 'connected' ? connection.epoch : 0
  const { list, error, loader } = usePagedRows(
    load,
    `${epoch} ${job.state} ${job.total} ${settledCount(job)}`,
  )

  useEffect(
    () => onFiles((files) => loader.applyChanges(files.filter(({ jobId }) => jobId === job.id))),
    [onFiles, loader, job.id],
  )

  const virtualizer = useVirtualizer({
    count: list.total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    getItemKey: (index) => list.rows[index]?.id ?? `row ${index}`,
    overscan: 6,
  })
  const visible = virtualizer.getVirtualItems()
  const first = visible[0]?.index ?? 0
  const last = visible.at(-1)?.index ?? 0
  useEffect(() => loader.show(first, last), [loader, first, last])

  if (error)
    return (
      <div className="p-3">
        <ErrorNotice error={error} onRetry={() => loader.retry()} />
      </div>
    )
  if (list.total === 0)
    return (
      <p className="px-4 py-3 text-sm text-muted">
        {filter === 'all' ? 'No files yet.' : 'None of them now.'}
      </p>
    )
  return (
    <section
      ref={scroller}
      aria-label={`Files of import ${job.id}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keys that scroll it
      tabIndex={0}
      className="max-h-64 overflow-y-auto py-1"
    >
      <ul className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {visible.map(({ index, key, start }) => {
          const file = list.rows[index]
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)`, minHeight: file ? undefined : ROW_HEIGHT_PX }}
            >
              {file && (
                <ImportFileRow
                  file={file}
                  onRetry={onRetry}
                  onOpen={(documentId) => navigation.openDocument({ documentId })}
                />
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
