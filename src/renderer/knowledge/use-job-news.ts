import type { ImportJob, KnowledgeSource } from '@shared/models'
import { useEffect, useRef } from 'react'
import { useAnnounce } from '../ui/announcer'
import { jobNews, jobTitle } from './import-jobs'
import { labelOfJob } from './import-list'

/** Tells screen readers when an import pauses, goes on or ends; its steps are there to be read, not to be heard. */
export function useJobNews(jobs: readonly ImportJob[], sources: readonly KnowledgeSource[]): void {
  const announce = useAnnounce()
  const seen = useRef<ReadonlyMap<number, ImportJob>>(new Map())
  useEffect(() => {
    const before = seen.current
    seen.current = new Map(jobs.map((job) => [job.id, job]))
    const news = jobs.flatMap((job) => {
      const name = jobTitle(job, labelOfJob(job.sourceId, sources))
      return jobNews(before.get(job.id), job, name) ?? []
    })
    if (news.length > 0) announce(news.join(' '))
  }, [jobs, sources, announce])
}
