import { expect, test } from 'vitest'
import { layOutPage } from '../../../src/engine/parse/pdf-lines'
import type { PdfTextItem } from '../../../src/shared/pdf-runs'

/** One line as a reader of PDFs gives it: texts with their places from the left, 12 points high. */
function line(...runs: readonly (readonly [text: string, x: number, width: number])[]): PdfTextItem[] {
  return runs.map(([str, x, width]) => ({ str, width, height: 12, transform: [12, 0, 0, 12, x, 700] }))
}

const textOf = (items: readonly PdfTextItem[]) => layOutPage(items).map(({ text }) => text)

test('Hebrew that is drawn from left to right is read from right to left, with its numbers and names as they are', () => {
  const drawn = line(
    ['.PayPal', 214, 42],
    ['וההחזר יבוצע דרך', 259, 189],
    ['14', 452, 15],
    ['ניתן להחזיר את הצמח תוך', 471, 135],
  )
  const read = 'ניתן להחזיר את הצמח תוך 14 וההחזר יבוצע דרך PayPal.'
  expect(textOf(drawn)).toEqual([read])
  // a program may as well draw it as it is read
  expect(textOf(drawn.toReversed())).toEqual([read])
})

test('Arabic letters as a font joins them are stored as they are typed, and their accents stay in the word', () => {
  const word = line(
    ['ع', 200, 7],
    ['\u0020\u064b', 209, 0],
    ['ﻼ', 211, 7],
    ['ﻣ', 219, 6],
    ['ﺎ', 226, 4],
    ['ﻛ', 231, 6],
  )
  expect(textOf(word)).toEqual(['كاملاً ع'])
})

test('several foreign words stay in their own order, a range of figures in that of the line', () => {
  const words = line(['Visa', 100, 20], ['Card', 124, 20], ['שלמו בכרטיס', 150, 80])
  expect(textOf(words)).toEqual(['שלמו בכרטיס Visa Card'])
  const range = line(['21', 100, 12], ['–', 116, 6], ['14', 126, 12], ['בין', 142, 20])
  expect(textOf(range)).toEqual(['בין 14 – 21'])
})

test('a foreign phrase inside of a line from left to right is turned within itself', () => {
  const drawn = line(['Say', 10, 18], ['טוב', 32, 16], ['בוקר', 52, 24], ['to her.', 80, 36])
  expect(textOf(drawn)).toEqual(['Say בוקר טוב to her.'])
})

test('columns of a table from right to left are told apart', () => {
  const drawn = line(['12 €', 100, 20], ['משלוח', 300, 40])
  expect(textOf(drawn)).toEqual(['משלוח | 12 €'])
})

test('lines from left to right stand as the file has them', () => {
  expect(textOf(line(['Item', 10, 20], ['EUR 7.40', 200, 40]))).toEqual(['Item | EUR 7.40'])
  expect(textOf(line(['The t', 10, 24], ['ap', 34.5, 10], ['is', 48, 8]))).toEqual(['The tap is'])
  // far to the left at the same height: another line
  expect(textOf(line(['Right column', 300, 60], ['Left column', 10, 60]))).toEqual([
    'Right column',
    'Left column',
  ])
})
