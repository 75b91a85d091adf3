import { expect, test } from 'vitest'
import { EVAL_KINDS } from '../../src/shell/commands/eval'
import { startTempEngine } from '../helpers/temp-engine'

async function judge(name: string, cases: readonly object[]): Promise<readonly object[]> {
  const engine = await startTempEngine()
  try {
    const kind = EVAL_KINDS[name]
    const read = cases.map((one) => kind?.read(one) ?? null).filter((one) => one !== null)
    return (await kind?.judge(engine.host, read, new AbortController().signal)) ?? []
  } finally {
    await engine.stop()
  }
}

test('texts are masked as they would be before they are sent, with the places of what was replaced', async () => {
  expect(
    await judge('mask', [
      { id: 1, text: "I'm Ana Ruiz, order VM-20418" },
      { id: 2, text: 'How often do I water it?' },
    ]),
  ).toEqual([
    {
      masked: "I'm [NAME_1], order [ORDER_1]",
      spans: [
        { start: 4, end: 12, kind: 'name' },
        { start: 20, end: 28, kind: 'order' },
      ],
    },
    { masked: 'How often do I water it?', spans: [] },
  ])
})

test('the sentences of a draft are judged by the passages given with it', async () => {
  const passages = ['Refunds are paid within 5 days. Shipping costs are never refunded.']
  const draft = 'Hi Anna,\nRefunds are paid within five days. Shipping costs are refunded too.'
  expect(await judge('support', [{ id: 1, draft, passages }])).toEqual([
    {
      sentences: [
        { text: 'Hi Anna,', backed: true, passage: null },
        { text: 'Refunds are paid within five days.', backed: true, passage: 1 },
        { text: 'Shipping costs are refunded too.', backed: false, passage: null },
      ],
    },
  ])
})

test('what is no case is not read', () => {
  expect(EVAL_KINDS['mask']?.read({ id: 1 })).toBeNull()
  expect(EVAL_KINDS['support']?.read({ id: 1, draft: 'x' })).toBeNull()
})
