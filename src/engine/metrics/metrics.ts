/** Names of steps whose time is kept for `doctor`. */
export type StepName =
  | 'search'
  | 'search.embed_query'
  | 'search.keyword'
  | 'search.semantic'
  | 'answer.cached'
  | 'answer.overhead'
  | 'answer.first_token'
  | 'answer.total'
  | 'import.read'
  | 'import.write'
  | 'embed.batch'

export type CounterName =
  | 'answers'
  | 'answers_cached'
  /** How those that were not given again ended. */
  | 'answers_written'
  | 'answers_quoted'
  | 'answers_nothing'
  | 'answers_failed'
  | 'answers_drafts'
  | 'answers_used'
  | 'feedback_good'
  | 'feedback_bad'
  | 'answer_cache.hit'
  | 'answer_cache.miss'
  /** Of the hits: those of another question that means the same. */
  | 'answer_cache.meaning'
  | 'embedding_cache.hit'
  | 'embedding_cache.miss'

/** Counted for insights alone: the others also serve the status bar and `doctor`. */
export const INSIGHT_COUNTERS: ReadonlySet<CounterName> = new Set<CounterName>([
  'answers_written',
  'answers_quoted',
  'answers_nothing',
  'answers_failed',
  'answers_drafts',
  'answers_used',
  'feedback_good',
  'feedback_bad',
])

export interface Metrics {
  /** Kept in memory and written in batches: measuring must not cost what it measures. */
  time(step: StepName, tookMs: number): void
  count(counter: CounterName, by?: number): void
  /** Sum since the database was made, and of the local day. */
  total(counter: CounterName): number
  today(counter: CounterName): number
  latencies(): { step: string; count: number; p50Ms: number; p95Ms: number }[]
  /** Writes what is still in memory. */
  flush(): void
}
