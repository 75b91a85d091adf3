import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'

const SRC = resolve(import.meta.dirname, '../src')

/** A room may import rooms of a lower rank and itself. The first pattern that fits a file gives its rank. */
const RANKS: readonly (readonly [RegExp, number])[] = [
  [/^shared\//, 0],
  [/^engine\/(db|processes|changes|logging|policy|meaning|certificates)\//, 1],
  [/^engine\/metrics\//, 2],
  [/^engine\/(knowledge|embed|parse|masking)\//, 3],
  [/^engine\/(search|conversations|settings|sources|web|documents|model|recognize|check|grouping)\//, 4],
  [/^engine\/(ask|ingest|packs|rewrite|support|macros|exports|gaps|insights)\//, 5],
  [/^engine\/hosts\//, 7],
  [/^engine\/engine\.ts$/, 8],
  [/^engine\/[^/]+$/, 6],
  [/^(main|preload|shell|renderer)\//, 9],
]
/** Edges that rank alone would allow: hosts reach the engine as a path to start, and the page by its port. */
const OUTSIDE = ['main', 'preload', 'shell', 'renderer']

interface Edge {
  readonly from: string
  readonly to: string
}

function room(file: string): string {
  return file.startsWith('engine/') ? file.split('/').slice(0, 2).join('/') : (file.split('/')[0] ?? '')
}

function faultOf({ from, to }: Edge): string | null {
  if (!to.includes('/')) return packageFault(from, to)
  const [rankFrom, rankTo] = [from, to].map(
    (file) => RANKS.find(([pattern]) => pattern.test(file))?.[1] ?? -1,
  )
  if (rankFrom === undefined || rankTo === undefined || rankFrom < 0 || rankTo < 0) return 'stands in no room'
  if (room(from) === room(to)) return null
  if (OUTSIDE.includes(room(from)) && room(to) !== 'shared') return 'a host or the page reaches past shared'
  return rankTo < rankFrom || rankFrom === 6 ? null : 'goes up or sideways'
}

function packageFault(from: string, name: string): string | null {
  if (name === 'electron' && !/^(main|preload)\//.test(from)) return 'electron outside of its rooms'
  if (name.startsWith('node:') && /^(renderer|shared)\//.test(from)) return 'Node where there may be none'
  if (room(from) === 'shared' && name !== 'zod') return 'shared may import zod only'
  return null
}

function edges(): Edge[] {
  return globSync('**/*.{ts,tsx}', { cwd: SRC }).flatMap((file) => {
    const text = readFileSync(join(SRC, file), 'utf8')
    const specifiers = [...text.matchAll(/(?:from|import\()\s*'([^']+)'/g)].map((match) => match[1] ?? '')
    return specifiers.map((to) => ({ from: file.replaceAll('\\', '/'), to: target(file, to) }))
  })
}

/** A file under src for our own imports; for packages the name, with slashes written as '|'. */
function target(file: string, specifier: string): string {
  if (specifier.startsWith('@shared/')) return specifier.slice(1)
  if (specifier.startsWith('.'))
    return relative(SRC, join(SRC, dirname(file), specifier)).replaceAll('\\', '/')
  return specifier.replaceAll('/', '|')
}

test('imports go down only, and rooms of one rank do not know each other', () => {
  const faults = edges().flatMap((edge) => {
    const fault = faultOf(edge)
    return fault ? [`${edge.from} → ${edge.to}: ${fault}`] : []
  })
  expect(faults).toEqual([])
})

test.each([
  { from: 'engine/db/migrate.ts', to: 'engine/ask/ask' },
  { from: 'engine/ask/ask.ts', to: 'engine/ingest/ingest' },
  { from: 'renderer/app.tsx', to: 'engine/search/search' },
  { from: 'shared/log.ts', to: 'engine/db/migrate' },
  { from: 'engine/search/search.ts', to: 'electron' },
  { from: 'renderer/app.tsx', to: 'node:fs' },
  { from: 'shared/log.ts', to: 'pino' },
])('the rule itself refuses $from → $to', (edge) => {
  expect(faultOf(edge)).not.toBeNull()
})

test('no file imports itself through others', () => {
  const graph = Map.groupBy(edges(), (edge) => edge.from.replace(/\.tsx?$/, ''))
  const done = new Set<string>()
  const cycles: string[] = []
  function visit(file: string, path: readonly string[]): void {
    if (path.includes(file)) return void cycles.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (done.has(file)) return
    for (const { to } of graph.get(file) ?? []) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of graph.keys()) visit(file, [])
  expect(cycles).toEqual([])
})
