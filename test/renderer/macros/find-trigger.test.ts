import { expect, test } from 'vitest'
import { findTrigger, insertAt } from '../../../src/renderer/macros/find-trigger'

/** The caret stands where | is. */
function at(marked: string) {
  const caret = marked.indexOf('|')
  return findTrigger(marked.replace('|', ''), caret)
}

test.each([
  ['/|', '', 0],
  ['/late|', 'late', 0],
  ['Hello\n/late|', 'late', 6],
  ['Hello /late|', 'late', 6],
  ['Hello\t/la|', 'la', 6],
  ['Hello /refund late|', 'refund late', 6],
  ['Hello /refund |', 'refund', 6],
  ['/la| and more', 'la', 0],
  ['/größe-2.b_c|', 'größe-2.b_c', 0],
  ['(see) /x|\nnext /y', 'x', 6],
])('%j opens the macros', (marked, query, start) => {
  expect(at(marked)).toEqual({ kind: 'macro', query, start, end: marked.indexOf('|') })
})

test.each([
  ['::|', '', 0],
  ['Hello::la|', 'la', 5],
  ['Hello ::refund late|', 'refund late', 6],
  ['1/2::x|', 'x', 3],
])('%j opens them too', (marked, query, start) => {
  expect(at(marked)).toEqual({ kind: 'macro', query, start, end: marked.indexOf('|') })
})

test.each([
  ['??|', '', 0],
  ['??how to return|', 'how to return', 0],
  ['Hello ??returns|', 'returns', 6],
  ['Hi\n??14 days / 2 weeks|', '14 days / 2 weeks', 3],
  ['??what is C::D|', 'what is C::D', 0],
])('%j opens the knowledge base', (marked, query, start) => {
  expect(at(marked)).toEqual({ kind: 'knowledge', query, start, end: marked.indexOf('|') })
})

test.each([
  ['1/2|'],
  ['and/or|'],
  ['http://|'],
  ['http://shop.example/a|'],
  ['see https://shop.example/returns|'],
  ['//|'],
  ['// comment|'],
  ['/home/user|'],
  ['/etc/|'],
  ['either / or|'],
  ['/ |'],
  [':::|'],
  [':::late|'],
  [':: late|'],
  ['10:30|'],
  ['a : b|'],
  ['Where is my order??|'],
  ['Really???|'],
  ['???|'],
  ['?? |'],
  ['/late\n|'],
  ['::late\n|'],
  ['|/late'],
  ['late|'],
  ['|'],
  [`/${'a'.repeat(41)}|`],
  [`${'a'.repeat(500)}/x|`],
])('%j opens nothing', (marked) => {
  expect(at(marked)).toBeNull()
})

test('two blanks end what is typed', () => {
  expect(at('/late  |')).toBeNull()
  expect(at('??returns  |')).toBeNull()
})

test('a sign far behind in a very long line is found', () => {
  expect(at(`${'word '.repeat(50_000)}/late|`)).toMatchObject({ query: 'late', start: 250_000 })
})

test('what is put in replaces the signs and what was typed, and leaves the rest', () => {
  const text = 'Hello /late and bye'
  const trigger = findTrigger(text, 11)
  expect(trigger && insertAt(text, trigger, 'It is late.', '/late')).toEqual({
    text: 'Hello It is late. and bye',
    caret: 17,
  })
})

test('nothing is put in where the text is another one by now', () => {
  const trigger = findTrigger('Hello /late', 11)
  expect(trigger && insertAt('Hello you /late', trigger, 'x', '/late')).toBeNull()
})
