import { globSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createPieceCounter } from '../../../src/engine/parse/count-pieces'
import { DEFAULT_PARSE_LIMITS, type ParsedDocument } from '../../../src/engine/parse/parse-messages'
import { createParser } from '../../../src/engine/parse/parser'
import { SILENT_LOG } from '../../../src/shared/log'
import { startTestHelper } from '../../helpers/start-helper'

const RESOURCES = resolve(import.meta.dirname, '../../../resources')
const SAMPLE = join(RESOURCES, 'sample-knowledge-base')
const TOKENIZER = join(RESOURCES, 'models/all-MiniLM-L6-v2/tokenizer.json')

const parser = createParser({ startHelper: startTestHelper, log: SILENT_LOG })
afterAll(() => parser.close())

async function parseSample(path: string): Promise<readonly ParsedDocument[]> {
  const request = {
    filePath: join(SAMPLE, path),
    path,
    limits: DEFAULT_PARSE_LIMITS,
    tokenizerFile: TOKENIZER,
  }
  expect(await parser.open(request)).toMatchObject({ kind: 'opened' })
  const batch = await parser.parse()
  if (batch.kind === 'refused') throw new Error(`${path}: ${batch.code} ${batch.message}`)
  expect({ path, warning: batch.warning }).toEqual({ path, warning: null })
  return batch.documents
}

test('every file of the sample knowledge base is read without a refusal or a warning, in passages the model can take', async () => {
  const count = createPieceCounter(TOKENIZER)
  const files = globSync('**/*.*', { cwd: SAMPLE }).sort()
  expect(files.length).toBeGreaterThan(50)
  for (const path of files) {
    for (const document of await parseSample(path)) {
      expect(document.title).not.toBe('')
      expect(document.chunks.length).toBeGreaterThan(0)
      for (const chunk of document.chunks) {
        expect(document.text.slice(chunk.start, chunk.end)).toBe(chunk.text)
        const read = `${document.title} ${chunk.heading} ${chunk.text}`
        expect(count(read)).toBeLessThanOrEqual(254)
      }
      if (process.env['SHOW_SAMPLE'] === '1') console.log(JSON.stringify(document, null, 1))
    }
  }
})
