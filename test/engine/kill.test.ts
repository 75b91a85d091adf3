import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { startBuiltEngine, withDataDir } from '../helpers/built-engine'
import { startFakeMistral } from '../helpers/fake-mistral'
import { askAndWait, waitForImport } from '../helpers/temp-engine'

const FILES = 60

function writeFiles(dataDir: string): string {
  const folder = join(dataDir, 'files')
  mkdirSync(folder, { recursive: true })
  for (let index = 0; index < FILES; index += 1)
    writeFileSync(
      join(folder, `article-${index}.md`),
      `# Article ${index}\n\nThe code of this article is KILL-${index}. ${'Water it once a week in bright light. '.repeat(8)}\n`,
    )
  return folder
}

test.each([40, 250, 700])(
  'kill -9 after %i ms of an import loses no document, and the import goes on by itself',
  async (ms) => {
    await withDataDir(async (root) => {
      const folder = writeFiles(root)
      const dataDir = join(root, 'data')
      const first = await startBuiltEngine(dataDir)
      const { jobId } = await first.client.call('import.paths', { paths: [folder] })
      await wait(ms)
      const { documents } = await first.client.call('documents.list', { limit: 500 })
      await first.kill()

      const second = await startBuiltEngine(dataDir)
      await waitForImport(second.client, jobId, 'embedded')
      const after = await second.client.call('documents.list', { limit: 500 })
      expect(after.total).toBe(FILES)
      // what had been acknowledged before the kill is the very same document, not a second copy
      for (const { id, path } of documents)
        expect(after.documents.find((one) => one.path === path)?.id).toBe(id)
      for (const index of [0, 37, FILES - 1]) {
        const { passages } = await second.client.call('search.query', {
          text: `KILL-${index}`,
          mode: 'keyword',
          limit: 1,
        })
        expect(passages[0]?.title).toBe(`Article ${index}`)
      }
      await second.stop()
      const db = new Database(join(dataDir, 'verdemuse.db'), { readonly: true })
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      db.close()
    })
  },
)

test('kill -9 in the middle of a watched folder: paused stays paused, what changed meanwhile is noticed, and nothing is embedded twice', async () => {
  await withDataDir(async (root) => {
    const folder = writeFiles(root)
    const dataDir = join(root, 'data')
    const first = await startBuiltEngine(dataDir)
    const { handle } = await first.client.call('import.grant', { path: folder })
    const { sources, jobIds } = await first.client.call('sources.add', { handles: [handle] })
    const [jobId] = jobIds
    const [source] = sources
    if (jobId === undefined || !source) throw new Error('nothing was added')
    await vi.waitFor(
      async () => expect((await first.client.call('status.get', {})).embeddedCount).toBeGreaterThan(0),
      { timeout: 60_000, interval: 20 },
    )
    await first.client.call('import.pause', { jobId })
    await first.kill()
    const before = logVectorsFromNowOn(dataDir)

    rmSync(join(folder, 'article-3.md'))
    const second = await startBuiltEngine(dataDir)
    const { jobs } = await second.client.call('import.jobs', {})
    expect(jobs.find((job) => job.id === jobId)?.state).toMatch(/paused|done/u)
    await second.client.call('import.resume', { jobId })
    await waitForImport(second.client, jobId, 'embedded')
    await vi.waitFor(
      async () => {
        const { total } = await second.client.call('documents.list', { sourceId: source.id })
        expect(total).toBe(FILES - 1)
      },
      { timeout: 60_000, interval: 50 },
    )
    await second.stop()
    const written = withDatabase(dataDir, (db) => db.prepare('SELECT hash FROM written').pluck().all())
    expect(new Set(written).size).toBe(written.length)
    expect(written.filter((hash) => before.has(hash))).toEqual([])
    expect(before.size + written.length).toBeGreaterThanOrEqual(FILES - 1)
  })
})

function withDatabase<T>(dataDir: string, use: (db: Database.Database) => T): T {
  const db = new Database(join(dataDir, 'verdemuse.db'))
  try {
    return use(db)
  } finally {
    db.close()
  }
}

/** What is embedded already; whatever is written from now on, a second time too, leaves its hash. */
function logVectorsFromNowOn(dataDir: string): ReadonlySet<unknown> {
  return withDatabase(dataDir, (db) => {
    db.exec(`
      CREATE TABLE written (hash TEXT);
      CREATE TRIGGER log_vectors AFTER INSERT ON vectors BEGIN INSERT INTO written VALUES (new.embedding_hash); END`)
    return new Set(db.prepare('SELECT embedding_hash FROM vectors').pluck().all())
  })
}

test('kill -9 in the middle of an answer keeps the question, the part that came and its passages, marked interrupted', async () => {
  const mistral = await startFakeMistral({
    answer: `Every second morning [1], says nobody [9]. ${Array.from({ length: 400 }, (_, index) => `word${index} `).join('')}`,
    chunkDelayMs: 20,
  })
  try {
    await withDataDir(async (dataDir) => {
      const first = await startBuiltEngine(dataDir)
      await first.client.call('settings.update', { serverUrl: mistral.url })
      await first.client.call('secrets.setApiKey', { apiKey: 'test-key' })
      const file = join(dataDir, 'fern.md')
      writeFileSync(file, '# Boston fern\n\nMist the Boston fern every second morning.\n')
      const { jobId } = await first.client.call('import.paths', { paths: [file] })
      await waitForImport(first.client, jobId, 'embedded')
      const started = await first.client.call('ask.start', {
        question: 'How often should I mist a Boston fern?',
      })
      let seen = ''
      for await (const event of first.client.stream('ask.watch', { answerId: started.answerId })) {
        if (event.kind === 'delta') seen += event.text
        if (seen.includes('word60')) break
      }
      // progress is saved about twice a second; what is older than that must be on the disk
      await wait(1_200)
      await first.kill()

      const second = await startBuiltEngine(dataDir)
      const { messages } = await second.client.call('conversations.messages', {
        conversationId: started.conversationId,
      })
      expect(messages).toMatchObject([
        { role: 'user', text: 'How often should I mist a Boston fern?' },
        { role: 'assistant', state: 'interrupted' },
      ])
      expect(messages[1]?.text).toContain('word60 ')
      // the kept part can be checked like a whole answer: its citation leads to its passage, the invented one is gone
      expect(messages[1]?.text).toContain('Every second morning [1], says nobody.')
      expect(messages[1]).toMatchObject({ origin: 'model', droppedCitations: [9] })
      expect(messages[1]?.passages[0]).toMatchObject({ title: 'Boston fern', documentId: expect.any(Number) })
      expect((await second.client.call('status.get', {})).cachedAnswerCount).toBe(0)
      expect((await askAndWait(second.client, 'Boston fern?')).message.state).toBe('complete')
      await second.stop()
    })
  } finally {
    await mistral.stop()
  }
})

test('an acknowledged question is on the disk whatever happens next', async () => {
  await withDataDir(async (dataDir) => {
    let engine = await startBuiltEngine(dataDir)
    const asked: string[] = []
    for (let round = 0; round < 8; round += 1) {
      const question = `Question number ${round}?`
      await engine.client.call('ask.start', { question })
      asked.push(question)
      await engine.kill()
      engine = await startBuiltEngine(dataDir)
    }
    const { conversations } = await engine.client.call('conversations.list', { limit: 50 })
    expect(conversations.map(({ title }) => title).sort()).toEqual(asked.sort())
    await engine.stop()
  })
})
