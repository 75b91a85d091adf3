import { FIRST_VERDEMUSE } from './first-verdemuse'
import type { OpenStore } from './open-store'
import { type Row, valueRow } from './row'

/** Mean over the reads that views and answers make; each kind as often as the others. */
export function databaseRow({ knowledge, model }: OpenStore, isQuick: boolean): Row {
  const { documents, total } = knowledge.list({ filter: '', offset: 0, limit: 100 })
  const ids = documents.map(({ id }) => id)
  const idAt = (round: number) => ids[round % ids.length] ?? 1
  const words = ['plant', 'soil', 'water', 'shipping', 'leaf', 'pot', 'return', 'light']
  const reads: ((round: number) => unknown)[] = [
    (round) => knowledge.list({ filter: '', offset: (round * 100) % total, limit: 100 }),
    (round) => knowledge.list({ filter: words[round % words.length] ?? '', offset: 0, limit: 100 }),
    (round) => knowledge.get(idAt(round)),
    (round) => knowledge.text(idAt(round), 0, 4000),
    (round) => knowledge.keywordSearch(`"${words[round % words.length]}"`, 100),
    (round) => knowledge.loadPassages(Array.from({ length: 20 }, (_, index) => 1 + round * 20 + index)),
    () => knowledge.pendingChunks(model.id, 16),
    () => knowledge.counts(),
    () => knowledge.revision(),
  ]
  const rounds = isQuick ? 10 : 60
  const startedAt = performance.now()
  for (let round = 0; round < rounds; round++) for (const read of reads) read(round)
  const meanMs = (performance.now() - startedAt) / (rounds * reads.length)
  return valueRow('Database query, mean of nine kinds of reads at that size', meanMs, 'ms', {
    report: { atMost: 50 },
    firstVerdeMuse: FIRST_VERDEMUSE.database,
  })
}
