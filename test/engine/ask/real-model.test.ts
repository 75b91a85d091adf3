import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { askAndWait, importAndWait, RESOURCES, startTempEngine } from '../../helpers/temp-engine'

const SAMPLE = join(RESOURCES, 'sample-knowledge-base')
const FILES = [
  'plant-care/watering-monstera.md',
  'shipping/delivery-times.html',
  'shipping/shipping-rates.csv',
]

test('with the real model and without a key: what is there is quoted, what is not is not made up', async () => {
  const engine = await startTempEngine()
  onTestFinished(() => engine.stop())
  const paths = FILES.map((file) => join(SAMPLE, file))
  await importAndWait(engine.host, paths, 'embedded')

  const watered = await askAndWait(engine.page, 'How often should I water my monstera in summer?')
  expect(watered.message.origin).toBe('extractive')
  expect(watered.message.text).toContain('every 7 to 10 days')

  // the shipping rates speak of France, but not of its capital
  const capital = await askAndWait(engine.page, 'What is the capital of France?')
  expect(capital.message.origin).toBe('none')
  expect(capital.message.passages.length).toBeGreaterThan(0)
})
