import { expect, test } from 'vitest'
import { extractiveAnswer } from '../../../src/engine/ask/extractive-answer'
import { quotePassage } from '../../../src/engine/ask/quote-passage'
import { asked, passage } from './samples'

const FREQUENCIES = { often: 9, water: 90, cactus: 12, winter: 30, france: 20 }
const answerTo = (question: string, passages: Parameters<typeof extractiveAnswer>[1]) =>
  extractiveAnswer(asked(question, FREQUENCIES), passages)

test('the sentences that fit best are quoted whole, with the number of their passage', () => {
  const text =
    'Our shop opened in 2011. Parcels to Norway take 5 to 8 days. We like plants. Boxes are made of paper.'
  expect(quotePassage(text, ['parcel', 'norway'], 60)).toEqual([
    'Parcels to Norway take 5 to 8 days. We like plants.',
  ])
})

test('what follows a claim goes along while there is room', () => {
  expect(quotePassage('A one. B two. C three. D four.', ['b'], 16)).toEqual(['B two. C three.'])
})

test('items and rows keep a line each, and a row is readable without its table', () => {
  const text = '| Size | Price |\n|---|---|\n| Small | 12 EUR |\n| Large | 19 EUR |\n\n* one\n* two'
  expect(quotePassage(text, ['large'], 300)).toEqual([
    '- Size · Price',
    '- Small · 12 EUR',
    '- Large · 19 EUR',
    '- one',
    '- two',
  ])
})

test('rows without outer bars are rows too, and a sentence after an item is not a part of it', () => {
  expect(quotePassage('Plants | Distance\nMonstera | 30 cm\n\nNever at night.', ['monstera'], 300)).toEqual([
    '- Plants · Distance',
    '- Monstera · 30 cm',
    '',
    'Never at night.',
  ])
})

test('fields of a record stay together, and headings are not quoted', () => {
  expect(quotePassage('## Orders\n\nSKU: A-1\nPrice: 12 EUR', ['price'], 300)).toEqual([
    '- SKU: A-1',
    '- Price: 12 EUR',
  ])
  expect(quotePassage('# Only a heading', ['heading'], 300)).toEqual([])
})

test('numbers in brackets and pictures of a document do not become citations or requests', () => {
  expect(quotePassage('See [3] and ![leaf](https://x.example/a.png).', ['see'], 300)).toEqual([
    'See (3) and leaf.',
  ])
})

test('each quote has its number and its place; passages that do not fit are passed over', () => {
  const answer = answerTo('How often do I water a cactus?', [
    passage({ title: 'Gifts', text: 'Gift cards come by e-mail.', similarity: 0.1 }),
    passage({ title: 'Cactus', heading: 'Summer', text: 'Water a cactus every 3 weeks.' }),
  ])
  expect(answer.kind).toBe('quoted')
  expect(answer.text).toContain('**Cactus › Summer**\n\n> Water a cactus every 3 weeks. [2]')
  expect(answer.text).not.toContain('Gift')
})

test('nothing that fits is said in plain words, without a citation', () => {
  const answer = answerTo('What is the capital of France?', [passage({ similarity: 0.12 })])
  expect(answer.kind).toBe('nothing')
  expect(answer.text).toContain('nearest passages')
  expect(answerTo('Anything?', []).text).toBe('Nothing in the knowledge base fits this question.')
})

test('without a model words alone decide', () => {
  const cactus = passage({ title: 'Cactus', text: 'Watering a cactus in winter.', similarity: null })
  expect(answerTo('Do I water my cactus in winter?', [cactus]).kind).toBe('quoted')
  expect(answerTo('What is the capital of France in winter?', [cactus]).kind).toBe('nothing')
})

test('when none of the first three fits, a later one fits by accident', () => {
  const other = passage({ title: 'Gifts', text: 'Gift cards come by e-mail.', similarity: 0.1 })
  const cactus = passage({ title: 'Cactus', text: 'Water a cactus every 3 weeks.' })
  expect(answerTo('How often do I water a cactus?', [other, other, cactus]).kind).toBe('quoted')
  expect(answerTo('How often do I water a cactus?', [other, other, other, cactus]).kind).toBe('nothing')
})
