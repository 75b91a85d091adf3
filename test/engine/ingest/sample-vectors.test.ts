import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { RESOURCES, startTempEngine, type TempEngine } from '../../helpers/temp-engine'

let engine: TempEngine | null = null
let resourcesDir: string | null = null

afterEach(async () => {
  await engine?.stop()
  if (resourcesDir) rmSync(resourcesDir, { recursive: true, force: true })
  engine = resourcesDir = null
})

/** Follows the sample to its last file and tells how much of it can be found by meaning at that moment. */
async function startWithSample(resources = RESOURCES) {
  engine = await startTempEngine({ installSample: true, resourcesDir: resources })
  for await (const { jobs } of engine.page.stream('import.watch', {})) if (jobs[0]?.state === 'done') break
  return engine.page.call('status.get', {})
}

test('the shipped vectors fit every passage of the sample: nothing is embedded at the first start', async () => {
  const status = await startWithSample()
  expect(status.chunkCount).toBeGreaterThan(300)
  // false after a change of articles, of chunking or of the model: run `npm run sample`
  expect(status.embeddedCount).toBe(status.chunkCount)
  expect(status.embedding.state).toBe('idle')
})

test.each([
  ['a file that is no vectors', 'not json\n'],
  ['vectors of another model', '{"fingerprint":"other","dimension":2,"hashes":[]}\n'],
])('%s does no harm: the passages are embedded like any others', async (_, text) => {
  resourcesDir = mkdtempSync(join(tmpdir(), 'verdemuse-resources-'))
  cpSync(join(RESOURCES, 'models'), join(resourcesDir, 'models'), { recursive: true })
  cpSync(
    join(RESOURCES, 'sample-knowledge-base/account'),
    join(resourcesDir, 'sample-knowledge-base/account'),
    {
      recursive: true,
    },
  )
  writeFileSync(join(resourcesDir, 'sample-knowledge-base.vectors'), text)
  await startWithSample(resourcesDir)
  if (!engine) throw new Error('no engine')
  for await (const status of engine.page.stream('status.watch', {}))
    if (status.chunkCount > 0 && status.embeddedCount === status.chunkCount) break
})
