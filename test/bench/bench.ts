import { answerRows } from './answer-rows'
import { startBenchEngine, untilEmbedded } from './bench-engine'
import { bulkRows } from './bulk-rows'
import { bundleRows } from './bundle-rows'
import { importRows } from './import-rows'
import { describeMachine, type Machine, readLoad } from './machine'
import { createScratch, type Scratch } from './paths'
import type { Row } from './row'
import { searchRows } from './search-rows'
import { seedStores } from './seed-stores'
import { startRows } from './start-rows'
import { writeTable } from './table'

const PARTS = ['start', 'import', 'search', 'answers', 'bundle', 'bulk', 'scale'] as const
type Part = (typeof PARTS)[number]

/** Take minutes, or half an hour to prepare, so they run only when they are named. */
const NAMED_ONLY: readonly Part[] = ['bulk', 'scale']
/** These begin with nothing. */
const ON_THEIR_OWN: readonly string[] = ['import', 'bundle', 'bulk']
const SIZES = { quick: [1_000, 5_000], usual: [1_000, 10_000, 50_000, 100_000], scale: [100_000, 1_000_000] }
/** Answers and starts are measured on this one, or the largest below it. */
const LARGE = 50_000

/** What the parts share: folders that were prepared once, and how much time there is. */
export interface Bench {
  readonly isQuick: boolean
  readonly scratch: Scratch
  /** The sample knowledge base, imported and embedded. */
  readonly sampleDataDir: string
  /** A generated one of many passages. */
  readonly largeDataDir: string
  readonly largeChunkCount: number
  readonly chunkCounts: readonly number[]
  /** Data folder with so many passages. */
  storeOf(chunkCount: number): string
  say(progress: string): void
}

export interface Report {
  readonly machine: Machine
  readonly rows: readonly Row[]
}

export interface BenchOptions {
  readonly isQuick: boolean
  /** Part names; all when empty. */
  readonly only: readonly string[]
  /** Generated stores are kept here, and taken from here when they are there already. */
  readonly storesDir?: string | undefined
}

/**
 * 1. The sample is imported once, and stores of each size are made around its vectors.
 * 2. Part after part is measured, never two at once.
 * 3. All folders are removed.
 */
export async function runBench({ isQuick, only, storesDir }: BenchOptions): Promise<Report> {
  const takenAt = new Date()
  const loadBefore = readLoad()
  const scratch = createScratch()
  try {
    // 1.
    const chunkCounts = sizesFor(isQuick, only)
    const needsStores = only.length === 0 || only.some((part) => !ON_THEIR_OWN.includes(part))
    if (needsStores) say('preparing: sample knowledge base')
    const sampleDataDir = needsStores ? await prepareSample(scratch) : ''
    if (needsStores) say(`preparing: stores of ${chunkCounts.join(', ')} passages`)
    const stores = needsStores
      ? await seedStores({ sampleDataDir, chunkCounts, scratch, storesDir })
      : new Map<number, string>()
    const storeOf = (chunkCount: number) => stores.get(chunkCount) ?? ''
    const largeChunkCount = Math.max(...chunkCounts.filter((count) => count <= LARGE), 0)
    const largeDataDir = storeOf(largeChunkCount)
    const bench: Bench = {
      isQuick,
      scratch,
      sampleDataDir,
      largeDataDir,
      largeChunkCount,
      chunkCounts,
      storeOf,
      say,
    }

    // 2.
    const rows: Row[] = []
    for (const part of PARTS) {
      if (only.length > 0 ? !only.includes(part) : NAMED_ONLY.includes(part)) continue
      say(part)
      rows.push(...(await measure(part, bench)))
    }
    return { machine: describeMachine({ loadBefore, takenAt, isQuick }), rows }
  } finally {
    // 3.
    scratch.remove()
  }
}

export function writeReport({ machine, rows }: Report): string {
  return writeTable(machine, rows)
}

export function isPart(name: string): name is Part {
  return (PARTS as readonly string[]).includes(name)
}

function sizesFor(isQuick: boolean, only: readonly string[]): readonly number[] {
  if (isQuick) return SIZES.quick
  return only.includes('scale') ? SIZES.scale : SIZES.usual
}

async function measure(part: Part, bench: Bench): Promise<Row[]> {
  if (part === 'start') return startRows(bench)
  if (part === 'import') return importRows(bench)
  if (part === 'search' || part === 'scale') return searchRows(bench)
  if (part === 'bulk') return bulkRows(bench)
  if (part === 'answers') return answerRows(bench)
  return bundleRows()
}

async function prepareSample(scratch: Scratch): Promise<string> {
  const dataDir = scratch.folder('sample')
  const engine = await startBenchEngine({ dataDir, installSample: true })
  await untilEmbedded(engine.client)
  await engine.stop()
  return dataDir
}

function say(progress: string): void {
  process.stderr.write(`bench: ${progress} …\n`)
}
