import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { tempFolder } from '../../helpers/temp-database'
import { askAndWait, startTempEngine } from '../../helpers/temp-engine'

async function start(policy: object) {
  const policyFile = join(tempFolder(), 'policy.json')
  writeFileSync(policyFile, JSON.stringify(policy))
  const engine = await startTempEngine({ policyFile })
  onTestFinished(engine.stop)
  return engine.page
}

test('a policy switches insights off: nothing is shown, and what only they show is not counted', async () => {
  const page = await start({ allowInsights: false })
  await askAndWait(page, 'Do you sell drones?')
  await expect(page.call('insights.read', { days: 7 })).rejects.toMatchObject({
    code: 'forbidden',
    message: 'Your organisation has switched insights off.',
  })
  await expect(
    page.stream('insights.topics', { days: 7 })[Symbol.asyncIterator]().next(),
  ).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(await page.call('policy.get', {})).toMatchObject({ allowInsights: false })
})

test('a policy that says nothing of them leaves them on', async () => {
  const page = await start({})
  await askAndWait(page, 'Do you sell drones?')
  const { days } = await page.call('insights.read', { days: 7 })
  expect(days.at(-1)).toMatchObject({ questions: 1, nothingFound: 1 })
})
