/** Before that, the first file's start of the reader would count for the rest. */
const MIN_FILES = 5
const MIN_MS = 2_000

/** How fast a job has gone since it was taken up; an earlier run's pace, or a pause, says nothing about this one. */
export interface JobClock {
  /** A file of the job has ended. */
  count(jobId: number): void
  /** Null while there is too little to judge by. */
  remainingMs(jobId: number, leftCount: number): number | null
  stop(jobId: number): void
}

export function createJobClock(elapsedMs: () => number = () => performance.now()): JobClock {
  const runs = new Map<number, { readonly startedAt: number; count: number }>()
  return {
    count(jobId) {
      const run = runs.get(jobId)
      if (run) run.count++
      else runs.set(jobId, { startedAt: elapsedMs(), count: 0 })
    },
    remainingMs(jobId, leftCount) {
      const run = runs.get(jobId)
      const tookMs = run ? elapsedMs() - run.startedAt : 0
      if (!run || run.count < MIN_FILES || tookMs < MIN_MS) return null
      return Math.round((tookMs / run.count) * leftCount)
    },
    stop: (jobId) => void runs.delete(jobId),
  }
}
