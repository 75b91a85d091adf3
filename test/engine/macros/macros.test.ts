import { expect, onTestFinished, test, vi } from 'vitest'
import { createKnowledge } from '../../../src/engine/knowledge/create-knowledge'
import { createMacros } from '../../../src/engine/macros/macros'
import type { ModelTarget } from '../../../src/engine/model/model-request'
import { SILENT_LOG } from '../../../src/shared/log'
import type { MacroBasis, MacroFields } from '../../../src/shared/macro-models'
import { MACRO_BODY_MAX_CHARS } from '../../../src/shared/macro-rules'
import { sampleDocument } from '../../helpers/sample-document'
import { tempDatabase } from '../../helpers/temp-database'

const RETURNS = 'A plant can be returned within 14 days of delivery.'
const RETURNS_NOW = 'A plant can be returned within 30 days of delivery.'
const WATER = 'Ferns want water twice a week, and shade.'

/** Macros over a real knowledge base; time goes on by a second with each look at the clock. */
function open(written = '') {
  const db = tempDatabase()
  let clock = 1_000_000
  const now = () => (clock += 1000)
  const knowledge = createKnowledge({ db, log: SILENT_LOG, now })
  const asked: string[] = []
  const model = {
    target: () => ({ obstacle: null }) as ModelTarget,
    prompts: { get: () => ({ system: 'Do it.', version: '1' }) },
    stream: async function* (request: { messages: readonly { content: string }[] }) {
      asked.push(request.messages.at(-1)?.content ?? '')
      yield written
      return { end: 'complete', usage: null }
    },
  }
  const macros = createMacros({ db, knowledge, model: model as never, now, log: SILENT_LOG })
  onTestFinished(() => macros.close())
  const put = (path: string, ...texts: string[]) =>
    knowledge.put(sampleDocument({ path, title: path, texts })).documentId
  return { db, knowledge, macros, put, asked }
}

type NewMacro = MacroFields & { readonly passages: readonly MacroBasis[] }

function fields(change: Partial<NewMacro> = {}): NewMacro {
  return {
    name: 'Late order',
    shortcut: 'late',
    folder: 'Orders',
    body: 'You have 14 days.',
    passages: [],
    ...change,
  }
}

function basis(documentId: number, text = RETURNS): MacroBasis {
  return { documentId, title: 'returns.md', heading: '', page: null, start: 0, text, isInternal: false }
}

test('a macro is kept tidy, found again, and counted when it is used', () => {
  const { macros } = open()
  const { id } = macros.create(
    fields({ name: '  Late\n order ', shortcut: '/Late', folder: ' Orders // Delays ' }),
  )
  macros.used(id)
  macros.used(id)
  expect(macros.list()).toMatchObject([
    {
      id,
      name: 'Late order',
      shortcut: 'late',
      folder: 'Orders/Delays',
      snippet: 'You have 14 days.',
      useCount: 2,
    },
  ])
  expect(macros.get(id).lastUsedAt).toBeGreaterThan(1_000_000)
  expect(macros.remove([id])).toBe(1)
  expect(() => macros.get(id)).toThrow('no longer there')
})

test.each<[Partial<MacroFields>, string]>([
  [{ name: ' ' }, 'Give the macro a name.'],
  [{ body: '\n ' }, 'Write the text'],
  [{ body: 'x'.repeat(MACRO_BODY_MAX_CHARS + 1) }, '20,000 characters at most'],
  [{ shortcut: 'two words' }, 'A shortcut is one word'],
  [{ shortcut: 'a'.repeat(41) }, 'A shortcut can have 40'],
  [{ folder: 'a/b/c/d/e/f' }, 'Folders can stand 5 deep'],
])('%j cannot be kept, and the sentence says why', (change, sentence) => {
  const { macros } = open()
  expect(() => macros.create(fields(change))).toThrow(sentence)
  expect(macros.list()).toEqual([])
})

test('a name belongs to one macro of a folder, a shortcut to one of all', () => {
  const { macros } = open()
  const first = macros.create(fields())
  expect(() => macros.create(fields({ name: 'LATE ORDER', shortcut: '' }))).toThrow('in this folder already')
  expect(() => macros.create(fields({ folder: 'Other', shortcut: 'LATE' }))).toThrow('has the shortcut late')
  const second = macros.create(fields({ folder: 'Other', shortcut: '' }))
  expect(macros.update({ macroId: first.id, name: 'Late order', newPassages: [] }).name).toBe('Late order')
  expect(() => macros.update({ macroId: second.id, folder: 'orders', newPassages: [] })).toThrow('already')
})

test('a folder takes along all that is in it', () => {
  const { macros } = open()
  macros.create(fields({ folder: 'Orders', shortcut: 'a' }))
  macros.create(fields({ folder: 'Orders/Delays', shortcut: 'b' }))
  macros.create(fields({ folder: 'Orders and more', shortcut: 'c' }))
  expect(macros.moveFolder('Orders', 'Shop/Orders')).toBe(2)
  expect(macros.list().map(({ folder }) => folder)).toEqual([
    'Orders and more',
    'Shop/Orders/Delays',
    'Shop/Orders',
  ])
})

test('a macro is flagged when its passage changes, and the proposal has the new number', async () => {
  const { macros, put } = open()
  const documentId = put('returns.md', RETURNS, WATER)
  const { id } = macros.create(fields({ passages: [basis(documentId)] }))
  expect(macros.get(id).changedCount).toBe(0)
  put('returns.md', WATER, RETURNS_NOW)
  await vi.waitFor(() => expect(macros.get(id).changedCount).toBe(1), { timeout: 3000 })
  expect(macros.get(id).passages[0]).toMatchObject({
    state: 'changed',
    text: RETURNS,
    now: { text: RETURNS_NOW },
  })
  expect(macros.propose(id)).toMatchObject({ body: 'You have 30 days.', left: [] })
  expect(macros.settle(id, 'You have 30 days.')).toMatchObject({
    changedCount: 0,
    body: 'You have 30 days.',
    passages: [{ text: RETURNS_NOW, state: 'same', now: null }],
  })
})

test('a passage that only moved, or stands in new lines, flags nothing', () => {
  const { macros, put } = open()
  const documentId = put('returns.md', RETURNS)
  const { id } = macros.create(fields({ passages: [basis(documentId)] }))
  put('returns.md', WATER, RETURNS.replace('within ', 'within\n'))
  const { id: other } = macros.create(
    fields({ name: 'b', shortcut: '', passages: [basis(documentId, WATER)] }),
  )
  expect(macros.get(other).changedCount).toBe(0)
  expect(macros.get(id)).toMatchObject({ changedCount: 0, passages: [{ start: WATER.length + 2 }] })
})

test('a removed document flags the macro, and takes the flag along when it comes back', () => {
  const { macros, put, knowledge } = open()
  const documentId = put('returns.md', RETURNS)
  const { id } = macros.create(fields({ passages: [basis(documentId)] }))
  knowledge.remove([documentId])
  // a change of the macro compares its passages at once
  expect(macros.update({ macroId: id, newPassages: [] }).passages[0]?.state).toBe('gone')
  const again = put('returns.md', RETURNS)
  expect(again).not.toBe(documentId)
  expect(macros.update({ macroId: id, newPassages: [] }).passages).toMatchObject([
    { state: 'same', documentId: again },
  ])
})

test('keeping a macro as it is takes the new passage for its basis and drops what went', () => {
  const { macros, put, knowledge } = open()
  const returns = put('returns.md', RETURNS)
  const water = put('water.md', WATER)
  const { id } = macros.create(fields({ passages: [basis(returns), basis(water, WATER)] }))
  put('returns.md', RETURNS_NOW)
  knowledge.remove([water])
  // any look at the macros' own passages compares them
  macros.update({ macroId: id, newPassages: [] })
  expect(macros.get(id).changedCount).toBe(2)
  const kept = macros.settle(id, undefined)
  expect(kept.body).toBe('You have 14 days.')
  expect(kept.passages.map(({ text, state }) => [text, state])).toEqual([[RETURNS_NOW, 'same']])
})

test('the model is asked with both passages, and what it loses is named', async () => {
  const { macros, put, asked } = open('<text>\nYou have 30 days. See https://evil.example/x</text>')
  const documentId = put('returns.md', RETURNS)
  const { id } = macros.create(
    fields({ body: 'Hi {{customer_name}}, you have 14 days.', passages: [basis(documentId)] }),
  )
  put('returns.md', RETURNS_NOW)
  macros.update({ macroId: id, newPassages: [] })
  const events: unknown[] = []
  for await (const event of macros.rewrite(id, new AbortController().signal)) events.push(event)
  expect(events.at(-1)).toEqual({ kind: 'done', text: 'You have 30 days. See', lost: ['customer_name'] })
  expect(asked[0]).toContain(RETURNS)
  expect(asked[0]).toContain(RETURNS_NOW)
})

test('what is exported comes in again, passages and all, on a machine that has the file', () => {
  const source = open()
  const documentId = source.put('returns.md', RETURNS)
  source.macros.create(fields({ body: '=1+1', passages: [basis(documentId)] }))
  source.macros.create(fields({ name: 'Ask, "please"', shortcut: '', body: 'Two\nlines' }))
  const json = source.macros.export('json', '').text
  const csv = source.macros.export('csv', '').text
  expect(csv).toContain("'=1+1")

  const target = open()
  target.put('elsewhere.md', WATER)
  target.put('returns.md', RETURNS)
  const asked = { duplicates: 'skip', folder: '', isTrial: false } as const
  expect(target.macros.import({ ...asked, text: json })).toMatchObject({ added: 2, passagesMissing: 0 })
  const [, late] = target.macros.list()
  expect(late).toMatchObject({ name: 'Late order', passageCount: 1, changedCount: 0 })
  const other = open()
  expect(other.macros.import({ ...asked, text: json })).toMatchObject({ added: 2, passagesMissing: 1 })
  const third = open()
  third.macros.import({ ...asked, text: csv })
  expect(third.macros.list().map(({ id }) => third.macros.get(id).body)).toEqual(['Two\nlines', '=1+1'])
})

test('what is there already is skipped, renamed or replaced, as is wished; a trial does nothing', () => {
  const { macros } = open()
  const { id } = macros.create(fields())
  const text = JSON.stringify([{ name: 'Late order', folder: 'Orders', shortcut: 'late', body: 'New' }, {}])
  const run = (duplicates: 'skip' | 'rename' | 'replace', isTrial = false) =>
    macros.import({ text, duplicates, folder: '', isTrial })
  expect(run('rename', true)).toMatchObject({ renamed: 1, refused: [{ row: 2 }] })
  expect(macros.list()).toHaveLength(1)
  expect(run('skip')).toMatchObject({ skipped: 1, added: 0 })
  expect(run('rename')).toMatchObject({ renamed: 1 })
  expect(macros.list().map(({ name, shortcut }) => [name, shortcut])).toEqual([
    ['Late order', 'late'],
    ['Late order (2)', 'late-2'],
  ])
  expect(run('replace')).toMatchObject({ replaced: 1 })
  expect(macros.get(id).body).toBe('New')
})
