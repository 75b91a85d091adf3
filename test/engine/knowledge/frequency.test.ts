import { expect, test } from 'vitest'
import { createKnowledge } from '../../../src/engine/knowledge/create-knowledge'
import { SILENT_LOG } from '../../../src/shared/log'
import { sampleDocument } from '../../helpers/sample-document'
import { tempDatabase } from '../../helpers/temp-database'

test('what was counted of a word is counted anew when documents come and go', () => {
  const knowledge = createKnowledge({ db: tempDatabase(), log: SILENT_LOG, now: Date.now })
  const put = (path: string) => knowledge.put(sampleDocument({ path, title: path, texts: ['fern fern'] }))
  const count = (cap = 10) => knowledge.frequency('"fern"', cap)
  expect(count()).toBe(0)
  put('one.md')
  expect(count()).toBe(1)
  put('two.md')
  expect([count(), count(1)]).toEqual([2, 1])
  const [first] = knowledge.list({ filter: '', sort: 'added', offset: 0, limit: 10 }).documents
  knowledge.remove([first?.id ?? 0])
  expect(count()).toBe(1)
})
