import { expect, test } from 'vitest'
import { parseBytes, parseOne } from '../../../helpers/parse-bytes'

test('cells that a spreadsheet would run as formulas are plain text', async () => {
  const { text } = await parseOne(
    'a.csv',
    'name,note\n"=cmd|\' /C calc\'!A0",+1+1\n-2+3,@SUM(A1)\n"\t=1","\r=2"',
  )
  expect(text).toContain("name: =cmd|' /C calc'!A0\nnote: +1+1")
  expect(text).toContain('name: -2+3\nnote: @SUM(A1)')
})

test('rows with more or fewer cells are read, and counted', async () => {
  const { text, warning } = await parseOne('a.csv', 'a,b\n1\n2,3,4\n5,6')
  expect(text).toBe('a: 1\n\na: 2\nb: 3\nColumn 3: 4\n\na: 5\nb: 6')
  expect(warning).toMatch(/^2 rows have/u)
})

test('a quote never closed over megabytes is refused for it', async () => {
  const result = await parseBytes('a.csv', `a,b\n1,"open\n${'line after line\n'.repeat(500_000)}`)
  expect(result).toMatchObject({ kind: 'refused', code: 'csv_quote' })
})

test.each([
  [';', 'a.csv'],
  ['\t', 'a.csv'],
  ['\t', 'a.tsv'],
  ['|', 'a.csv'],
])('cells between %j are found in %s', async (delimiter, name) => {
  const source = `Frage${delimiter}Antwort\nWie oft?${delimiter}Jede Woche, 1,5 l.`
  expect((await parseOne(name, source)).text).toBe('Frage: Wie oft?\nAntwort: Jede Woche, 1,5 l.')
})

test('10,000 columns are too many', async () => {
  const row = (cell: string) => Array.from({ length: 10_000 }, () => cell).join(',')
  expect(await parseBytes('a.csv', `${row('h')}\n${row('1')}`)).toMatchObject({ code: 'too_complex' })
})

test('a million rows share passages instead of having one each', { timeout: 180_000 }, async () => {
  const { chunks, text } = await parseOne('a.csv', `id,name\n${'12,fern\n'.repeat(1_000_000)}`)
  expect(text.length).toBeGreaterThan(13_000_000)
  expect(chunks.length).toBeLessThan(200_000)
})

test('headers that name what every object has are names', async () => {
  const { text } = await parseOne('a.csv', '__proto__,constructor,a,a\n1,2,3,4')
  expect(text).toBe('__proto__: 1\nconstructor: 2\na: 3\na (2): 4')
  expect(Object.keys(Object.prototype)).toEqual([])
})

test('a cell of 5 MB is cut into passages', async () => {
  const { chunks } = await parseOne('a.csv', `q,a\nLong,"${'some words here. '.repeat(300_000)}"`)
  expect(chunks.length).toBeGreaterThan(1000)
})

test('a question and its answer share a passage, whatever the columns are called', async () => {
  const { chunks } = await parseOne(
    'a.csv',
    'id,Question,Answer\n1,"Why, now?","Because.\nSo."\n2,How?,Thus.',
  )
  expect(chunks.map((chunk) => chunk.text)).toEqual([
    'id: 1\nQuestion: Why, now?\nAnswer: Because.\nSo.',
    'id: 2\nQuestion: How?\nAnswer: Thus.',
  ])
})
