import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKnowledge } from '../../../src/engine/knowledge/create-knowledge'
import { matchExpression } from '../../../src/engine/search/match-expression'
import { understandQuery } from '../../../src/engine/search/understand-query'
import { SILENT_LOG } from '../../../src/shared/log'
import { sampleDocument } from '../../helpers/sample-document'
import { tempDatabase } from '../../helpers/temp-database'

const expressionOf = (typed: string) => matchExpression(understandQuery(typed).terms)

/** Each of these, or nearly each, throws when FTS5 gets it as it is. */
const HOSTILE = [
  '"',
  '""',
  '"""',
  '*',
  'hello AND',
  'AND',
  'NOT x',
  'NOT',
  'OR OR',
  '(x',
  'x)',
  '()',
  'a/b',
  "it's",
  'x:y',
  'title:x',
  'a.b',
  '100%',
  'a,b',
  '-x',
  '+x',
  '^x',
  'x*',
  'NEAR(a b)',
  'NEAR(',
  '{title body}: x',
  '- {title}: x',
  "'; DROP TABLE documents; --",
  '\0',
  'a\0b',
  '\u202egnp',
  '🌱',
  '🌱🌱 ficus',
  '你好 世界',
  'こんにちは',
  '\ud800',
  '\udfff x',
  'e\u0301',
  '\u0301',
  'ﬁ',
  '½',
  '\ue000',
  '\\',
  '`',
  ';',
  '('.repeat(2000),
  'x OR '.repeat(3000),
  '"'.repeat(5001),
  'ab '.repeat(40_000),
  Array.from({ length: 3000 }, (_, n) => `w${n}`).join(' '),
] as const

function open() {
  const knowledge = createKnowledge({ db: tempDatabase(), log: SILENT_LOG })
  knowledge.put(sampleDocument({ path: 'a.txt', texts: ['hello world, x and y'] }))
  return knowledge
}

test('terms are joined by OR, each in quotes of its own with inner quotes doubled', () => {
  expect(expressionOf('rose "leaf points"')).toBe('"leaf points" OR "rose" OR "leaf" OR "points"')
  expect(matchExpression([{ text: 'say "hi"', kind: 'phrase' }])).toBe('"say ""hi"""')
})

test('nothing to look for is no expression: FTS5 would throw on an empty one', () => {
  for (const typed of ['', ' ', '"', '***', '()', '🌱', '\0']) expect(expressionOf(typed)).toBeNull()
})

test('the number of terms is bounded', () => {
  const words = Array.from({ length: 150 }, (_, index) => `word${index}`).join(' ')
  expect(expressionOf(words)?.split(' OR ')).toHaveLength(32)
})

test("no known trick of FTS5's language throws", () => {
  const knowledge = open()
  for (const typed of HOSTILE) {
    const expression = expressionOf(typed)
    if (expression !== null)
      expect(() => knowledge.keywordSearch(expression, 10), typed.slice(0, 40)).not.toThrow()
  }
})

test('the same texts do throw when they are handed over as they are', () => {
  const knowledge = open()
  // the long ones are slow as well: FTS5 joins their words by AND
  const thrown = HOSTILE.filter((typed) => typed.length < 100).filter((typed) => {
    try {
      knowledge.keywordSearch(typed, 10)
      return false
    } catch {
      return true
    }
  })
  expect(thrown.length).toBeGreaterThan(20)
})

test('no text of any kind throws, nor does its frequency', () => {
  const knowledge = open()
  const marks = fc.constantFrom(
    '"',
    "'",
    '*',
    '(',
    ')',
    '^',
    ':',
    '-',
    '+',
    '{',
    '}',
    ' AND ',
    ' OR ',
    ' NOT ',
    ' NEAR',
    '\0',
    '\ud800',
  )
  const text = fc
    .array(fc.oneof(marks, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.lorem()))
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, (typed) => {
      const expression = expressionOf(typed)
      if (expression === null) return
      knowledge.keywordSearch(expression, 10)
      knowledge.frequency(expression, 10)
    }),
    { numRuns: 500 },
  )
})
