import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { startBuiltEngine, withDataDir } from '../../helpers/built-engine'
import { makePack } from '../../helpers/sample-pack'

const DOCUMENTS = 800

test('kill -9 in the middle of an installation loses nothing: the next start finishes it', {
  timeout: 120_000,
}, async () => {
  const file = await makePack({
    documents: Array.from({ length: DOCUMENTS }, (_, index) => ({
      path: `kb/${index}.md`,
      title: `Article ${index}`,
      paragraphs: Array.from({ length: 5 }, (_, part) => `Code KILL-${index}-${part} of the greenhouse.`),
    })),
  })
  await withDataDir(async (root) => {
    const dataDir = join(root, 'data')
    const first = await startBuiltEngine(dataDir)
    first.client.call('packs.installFrom', { place: file }).catch(() => {})
    let seen = 0
    while (seen < 50) {
      await wait(5)
      seen = (await first.client.call('documents.list', { limit: 1 })).total
    }
    await first.kill()

    const second = await startBuiltEngine(dataDir)
    let serial = 0
    while (serial === 0) {
      await wait(50)
      serial = (await second.client.call('packs.list', {})).packs[0]?.serial ?? 0
    }
    expect((await second.client.call('documents.list', { limit: 1 })).total).toBe(DOCUMENTS)
    expect(seen).toBeLessThan(DOCUMENTS)
    const again = await second.client.call('packs.installFrom', { place: file })
    expect(again.outcomes).toMatchObject([{ kind: 'unchanged' }])
    await second.stop()
    const db = new Database(join(dataDir, 'verdemuse.db'), { readonly: true })
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
  })
})
