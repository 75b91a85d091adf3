import type { KnowledgeSource } from '@shared/models'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button'
import { ImportCard } from './import-card'
import { groupJobs } from './import-jobs'
import type { Imports } from './use-imports'

interface ImportListProps extends Imports {
  readonly sources: readonly KnowledgeSource[]
}

/** Imports that run or need a look; what ended well long ago is one click away. */
export function ImportList({ jobs, onFiles, sources }: ImportListProps) {
  const [showsEarlier, setShowsEarlier] = useState(false)
  const { shown, earlier } = groupJobs(jobs)
  const listed = showsEarlier ? jobs : shown
  return (
    <>
      <ul aria-label="Imports" className="grid gap-2">
        {listed.map((job) => (
          <ImportCard
            key={job.id}
            job={job}
            sourceLabel={labelOfJob(job.sourceId, sources)}
            isNewest={job === jobs[0]}
            onFiles={onFiles}
          />
        ))}
      </ul>
      {earlier.length > 0 && (
        <Button
          size="small"
          variant="ghost"
          className="justify-self-start"
          aria-expanded={showsEarlier}
          onClick={() => setShowsEarlier(!showsEarlier)}
        >
          <ChevronRight aria-hidden className={showsEarlier ? 'rotate-90' : ''} />
          {showsEarlier ? 'Hide earlier imports' : `${earlier.length} earlier`}
        </Button>
      )}
    </>
  )
}

/** Files that were handed over once all belong to one source, whose name says nothing about a single import. */
export function labelOfJob(sourceId: number, sources: readonly KnowledgeSource[]): string | null {
  const source = sources.find(({ id }) => id === sourceId)
  if (!source) return null
  return source.kind === 'files' && source.lastScanAt === null ? null : source.label
}
