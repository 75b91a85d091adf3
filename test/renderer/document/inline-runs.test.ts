import { expect, test } from 'vitest'
import { groupByLink, inlineRuns } from '../../../src/renderer/document/inline-runs'

const TEXT = 'The **Cascade** [barrel](u) holds.'
const LOADED = { start: 100, text: TEXT }
const at = (words: string) => ({
  start: 100 + TEXT.indexOf(words),
  end: 100 + TEXT.indexOf(words) + words.length,
})
const WHOLE = { start: 100, end: 100 + TEXT.length }
const HIDDEN = [
  { kind: 'strong' as const, ...at('**Cascade**') },
  { kind: 'hidden' as const, start: 104, end: 106 },
  { kind: 'hidden' as const, start: 113, end: 115 },
  { kind: 'link' as const, href: 'u', ...at('[barrel](u)') },
  { kind: 'hidden' as const, ...at('[') },
  { kind: 'hidden' as const, ...at('](u)') },
]

test('signs of the syntax are left out, and what they mean is kept', () => {
  const runs = inlineRuns(LOADED, WHOLE, HIDDEN, [])
  expect(runs.map(({ text }) => text).join('')).toBe('The Cascade barrel holds.')
  expect(runs.find(({ text }) => text === 'Cascade')?.isStrong).toBe(true)
  expect(runs.find(({ text }) => text === 'barrel')?.href).toBe('u')
  expect(runs.find(({ text }) => text === 'The ')?.isStrong).toBe(false)
})

test('a mark covers exactly its characters, across hidden signs and spans', () => {
  const mark = { kind: 'passage' as const, start: at('scade').start, end: at('rrel').start }
  const lit = inlineRuns(LOADED, WHOLE, HIDDEN, [mark]).filter((run) => run.mark === 'passage')
  expect(lit.map(({ text }) => text).join('')).toBe('scade ba')
})

test('the hit that is gone to stands out from the passage around it', () => {
  const marks = [
    { kind: 'passage' as const, ...WHOLE },
    { kind: 'hit' as const, ...at('holds') },
    { kind: 'active' as const, ...at('barrel') },
  ]
  const runs = inlineRuns(LOADED, WHOLE, HIDDEN, marks)
  expect(runs.find(({ text }) => text === 'barrel')?.mark).toBe('active')
  expect(runs.find(({ text }) => text === 'holds')?.mark).toBe('passage')
})

test('the words of one link stay one link, however they are marked', () => {
  const runs = inlineRuns(LOADED, WHOLE, HIDDEN, [{ kind: 'hit', ...at('bar') }])
  const links = groupByLink(runs).filter(({ href }) => href !== null)
  expect(links).toHaveLength(1)
  expect(links[0]?.runs.map(({ text }) => text)).toEqual(['bar', 'rel'])
})
