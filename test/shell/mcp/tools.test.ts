import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listDocuments } from '../../../src/shell/mcp/list-tool'
import { readDocument } from '../../../src/shell/mcp/read-tool'
import { searchKnowledge } from '../../../src/shell/mcp/search-tool'
import type { ToolContext } from '../../../src/shell/mcp/tool-answer'
import { importAndWait, startTempEngine, type TempEngine } from '../../helpers/temp-engine'

let temp: TempEngine
let context: ToolContext

beforeAll(async () => {
  temp = await startTempEngine()
  context = { run: (work) => work(temp.host), signal: new AbortController().signal }
  const folder = join(temp.dataDir, 'articles')
  mkdirSync(folder)
  writeFileSync(join(folder, 'long.txt'), `Long list\n\n${'🌱 one more seedling. '.repeat(2_000)}`)
  writeFileSync(join(folder, 'short.md'), '# Roses\n\n## Watering\n\nYellow leaves mean too much water.')
  await importAndWait(temp.host, [folder])
})
afterAll(() => temp.stop())

async function idOf(title: string): Promise<number> {
  const { structured } = await listDocuments({ filter: title, limit: 10, offset: 0 }, context)
  return structured.documents[0]?.documentId ?? 0
}

test('a short document comes whole, with its headings', async () => {
  const documentId = await idOf('Roses')
  const { structured, text } = await readDocument({ documentId, start: 0 }, context)
  expect(structured).toMatchObject({ start: 0, nextStart: null, title: 'Roses', end: structured.textLength })
  expect(structured.headings.map(({ title }) => title)).toEqual(['Roses', 'Watering'])
  expect(text).toContain('Yellow leaves mean too much water.')
  expect(text).not.toContain('goes on')
})

test('a long document comes in parts that make up the whole, and no character is cut in two', async () => {
  const documentId = await idOf('Long list')
  let whole = ''
  let start: number | null = 0
  let parts = 0
  while (start !== null) {
    const input: { documentId: number; start: number; end: number } = {
      documentId,
      start,
      end: start + 1_000,
    }
    const { structured, text } = await readDocument(input, context)
    expect(structured.text.isWellFormed()).toBe(true)
    expect(structured.text.length).toBeLessThanOrEqual(1_000)
    if (structured.nextStart !== null) expect(text).toContain(`with start ${structured.nextStart}`)
    whole += structured.text
    start = structured.nextStart
    parts++
  }
  expect(parts).toBeGreaterThan(40)
  expect(whole).toContain('🌱 one more seedling. '.repeat(1_999))
})

test('without an end, a long document stops after 20,000 characters; with a far one after 100,000', async () => {
  const documentId = await idOf('Long list')
  const first = await readDocument({ documentId, start: 0 }, context)
  expect(first.structured.end).toBeGreaterThanOrEqual(19_999)
  expect(first.structured.end).toBeLessThanOrEqual(20_000)
  const behind = await readDocument({ documentId, start: 10_000_000, end: 5 }, context)
  expect(behind.structured).toMatchObject({ text: '', nextStart: null })
})

test('a passage that was found is at the place that is named', async () => {
  const query = { query: 'yellow leaves', limit: 1, mode: 'keyword' as const }
  const { structured } = await searchKnowledge(query, context)
  const [found] = structured.results
  const { documentId = 0, start = 0, end = 0 } = found ?? {}
  const read = await readDocument({ documentId, start, end }, context)
  expect(read.structured.text).toBe(found?.text)
})

test('nothing found is said with what to do', async () => {
  const { structured, text } = await searchKnowledge({ query: 'zzzzqqq', limit: 5, mode: 'keyword' }, context)
  expect(structured.results).toEqual([])
  expect(text).toContain('Try other words')
})

test('a list comes in pages', async () => {
  const first = await listDocuments({ filter: '', limit: 1, offset: 0 }, context)
  expect(first.structured).toMatchObject({ total: 2, nextOffset: 1 })
  expect(first.text).toContain('go on with offset 1')
  const last = await listDocuments({ filter: '', limit: 1, offset: 1 }, context)
  expect(last.structured.nextOffset).toBeNull()
  expect((await listDocuments({ filter: '', limit: 1, offset: 9 }, context)).structured.documents).toEqual([])
})
