import { expect, test } from 'vitest'
import { understandQuery } from '../../../src/engine/search/understand-query'

const textsOf = (typed: string) => understandQuery(typed).terms.map((term) => term.text)

test.each([
  ['', 'empty'],
  [' \t\n', 'empty'],
  ['"', 'empty'],
  ['?! ((( * ^', 'empty'],
  ['🌿', 'keywords'],
  ['OPS-306', 'code'],
  ['what does ops-306 mean?', 'code'],
  ['VM-BB-500 price', 'code'],
  ['lamp shows LL-E3', 'code'],
  ['order 1002345', 'code'],
  ['ERR_BODY_TOO_LARGE', 'code'],
  ['what sets npm_config_registry?', 'code'],
  ['npm install --legacy-peer-deps', 'code'],
  ['$:/config/Search/AutoFocus', 'code'],
  ['pots -- and soil', 'keywords'],
  ['_really_ wet soil', 'keywords'],
  ['"free shipping" limit', 'quoted'],
  ['“free shipping” limit', 'quoted'],
  ['calathea humidity', 'keywords'],
  ['terramuse 40 litre price', 'keywords'],
  ['self-watering pots', 'keywords'],
  ['3-year warranty', 'keywords'],
  ['How often should I water my monstera?', 'question'],
  ['how long is the warranty', 'question'],
  ['Two identical debits show up on my bank statement', 'question'],
] as const)('%j is read as %s', (typed, kind) => {
  expect(understandQuery(typed).kind).toBe(kind)
})

test('stop words are left out, unless there is nothing else', () => {
  expect(textsOf('How do I water the ficus?')).toEqual(['water', 'ficus'])
  expect(textsOf('How do I do it?')).toEqual(['how', 'do', 'i', 'it'])
})

test('a word with marks is looked for as it stands and by its parts; marks around it are no part of it', () => {
  expect(textsOf('(OPS-306),')).toEqual(['ops-306', 'ops', '306'])
  expect(textsOf("it's hello.world AND/B 100%")).toEqual([
    "it's",
    'hello.world',
    'world',
    'and/b',
    'b',
    '100',
  ])
})

test('a phrase in quotation marks is looked for as a whole too; one word in them is a word', () => {
  expect(textsOf('"leaf points" level')).toEqual(['leaf points', 'leaf', 'points', 'level'])
  expect(understandQuery('"points"').kind).toBe('keywords')
})

test('the same word counts once, however often and in whichever case it is typed', () => {
  expect(textsOf('Soil soil SOIL pot')).toEqual(['soil', 'pot'])
  expect(textsOf('fern '.repeat(10_000))).toEqual(['fern'])
})

test('what cannot be read is repaired: lone surrogates, NUL, endless words', () => {
  expect(understandQuery('ro\0se').text).toBe('ro se')
  expect(understandQuery('\ud800 rose').text.isWellFormed()).toBe(true)
  expect(textsOf('x'.repeat(50_000))[0]).toHaveLength(100)
})

test('a long text is cut and says so; a short one does not', () => {
  expect(understandQuery('fern '.repeat(20_000))).toMatchObject({ isCut: true })
  expect(understandQuery('a long letter '.repeat(10))).toMatchObject({ isCut: false })
  expect(understandQuery('word '.repeat(201)).isCut).toBe(true)
  expect(understandQuery('word '.repeat(200)).isCut).toBe(false)
})
