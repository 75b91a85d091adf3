import { expect, test } from 'vitest'
import { createKnowledge } from '../../../src/engine/knowledge/create-knowledge'
import { SILENT_LOG } from '../../../src/shared/log'
import { sampleDocument } from '../../helpers/sample-document'
import { tempDatabase } from '../../helpers/temp-database'

function open(texts: readonly string[], title = 'Watering') {
  const db = tempDatabase()
  const knowledge = createKnowledge({ db, log: SILENT_LOG })
  knowledge.put(sampleDocument({ path: 'a.md', title, heading: 'Watering', texts }))
  const ids = db.prepare<[], number>('SELECT id FROM chunks ORDER BY id').pluck().all()
  const marked = (expression: string, chunkIds = ids) =>
    chunkIds.map((id) =>
      knowledge
        .marked(expression, chunkIds)
        .get(id)
        ?.replace(/\u0002(.*?)\u0003/g, '<$1>'),
    )
  return { db, ids, knowledge, marked }
}

test('words are marked in every form the index knows, phrases as one, and texts without any are left out', () => {
  const { marked } = open(['Waters the FERN. Café.', 'Pause my box, my box.', 'Nothing of it.'])
  expect(marked('"watering" OR "fern" OR "cafe" OR "my box"')).toEqual([
    '<Waters> the <FERN>. <Café>.',
    'Pause <my box>, <my box>.',
    undefined,
  ])
})

test('what stands in title and heading alone marks nothing, and may be part of what must match', () => {
  const { marked } = open(['The fern.'])
  expect(marked('"watering"')).toEqual([undefined])
  expect(marked('title : "watering" OR "fern"')).toEqual(['The <fern>.'])
})

test('each call sees its own passages, as they are now', () => {
  const { marked, ids, knowledge, db } = open(['one fern', 'two ferns', 'three ferns'])
  expect(marked('"fern"', ids.slice(0, 2))).toEqual(['one <fern>', 'two <ferns>'])
  expect(knowledge.marked('"fern"', ids.slice(2)).size).toBe(1)
  knowledge.remove([db.prepare<[], number>('SELECT id FROM documents').pluck().get() as number])
  expect(knowledge.marked('"fern"', ids).size).toBe(0)
  expect(knowledge.marked('"fern"', []).size).toBe(0)
})

test('nothing of it is written to the file', () => {
  const { db, marked } = open(['The fern.'])
  const version = () => db.pragma('data_version', { simple: true })
  const size = () => db.pragma('page_count', { simple: true })
  const before = [version(), size()]
  marked('"fern"')
  expect([version(), size()]).toEqual(before)
  expect(db.prepare("SELECT count(*) FROM sqlite_master WHERE name LIKE 'shown%'").pluck().get()).toBe(0)
})
