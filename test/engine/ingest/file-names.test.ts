import { linkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exportAsCsv } from '../../../src/engine/ingest/export-files'
import { oneLine } from '../../../src/shell/text-layout'
import { tempFolder } from '../../helpers/temp-database'
import { tempIngest } from '../../helpers/temp-ingest'

/** 255 bytes, as long as a name may be, in letters of three bytes each. */
const LONGEST = `${'木'.repeat(84)}.md`

const ODD_NAMES = [
  'two\nlines.md',
  'ring\u0007 and \u001b[31mred.md',
  '\u202egpj.md',
  '\u2066isolated\u2069.md',
  'zero\u200bwidth.md',
  '🌿👩‍🌾.md',
  'quote\'"`<b>.md',
  '=cmd|calc.md',
  LONGEST,
]

test.runIf(process.platform === 'linux')(
  'files of any name are read, found, and shown without harm',
  async () => {
    const folder = tempFolder()
    for (const [at, name] of ODD_NAMES.entries())
      writeFileSync(join(folder, name), `Passage number${at} of it.`)
    const { importPaths, knowledge } = tempIngest()

    const files = await importPaths([folder])
    expect(files.map(({ state, refusal }) => ({ state, refusal }))).toEqual(
      ODD_NAMES.map(() => ({ state: 'done', refusal: null })),
    )
    const { documents } = knowledge.list({ filter: '', offset: 0, limit: 50 })
    for (const [at, name] of ODD_NAMES.entries()) {
      const document = documents.find(({ path }) => path.endsWith(`/${name}`))
      expect(document, name).toBeDefined()
      // a title is shown everywhere, so it is harmless by itself
      expect(document?.title).toMatch(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]+$/u)
      expect(oneLine(document?.path ?? '')).toMatch(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]+$/u)
      expect(knowledge.keywordSearch(`"number${at}"`, 5)).toHaveLength(1)
    }
    // each file has one line of the list, whatever its name holds: a line end within quotes is part of a cell
    const lines = exportAsCsv(files).trimEnd().split('\r\n')
    expect(lines).toHaveLength(ODD_NAMES.length + 1)
  },
)

test.runIf(process.platform === 'linux')(
  'names that differ only in how their accents are written are two files, and both are found',
  async () => {
    const folder = tempFolder()
    const [composed, decomposed] = ['caf\u00e9.md', 'cafe\u0301.md']
    writeFileSync(join(folder, composed), 'Composed words.')
    writeFileSync(join(folder, decomposed), 'Decomposed words.')
    const { importPaths, knowledge } = tempIngest()

    const files = await importPaths([folder])
    expect(files.map(({ state }) => state)).toEqual(['done', 'done'])
    expect(new Set(files.map(({ path }) => path.split('/').at(-1)))).toEqual(new Set([composed, decomposed]))
    expect(knowledge.counts().documents).toBe(2)
    expect(knowledge.keywordSearch('"composed"', 5)).toHaveLength(1)
    expect(knowledge.keywordSearch('"decomposed"', 5)).toHaveLength(1)

    // the same content under both names is one document, and the second row says so
    const copies = tempFolder()
    writeFileSync(join(copies, composed), 'The same words.')
    writeFileSync(join(copies, decomposed), 'The same words.')
    const rows = await importPaths([copies])
    expect(rows.map(({ state }) => state).sort()).toEqual(['done', 'unchanged'])
  },
)

test('a word is found however its accents are written, in the file and in the question', async () => {
  const folder = tempFolder()
  writeFileSync(join(folder, 'one.md'), 'A caf\u00e9 with plants.')
  writeFileSync(join(folder, 'two.md'), 'A cafe\u0301 with books.')
  const { importPaths, knowledge } = tempIngest()
  await importPaths([folder])
  for (const word of ['caf\u00e9', 'cafe\u0301'])
    expect(knowledge.keywordSearch(`"${word}"`, 5), word).toHaveLength(2)
})

test('one file under two names of the disk is one document, and the second row says so', async () => {
  const folder = tempFolder()
  writeFileSync(join(folder, 'a.md'), 'Shared words.')
  linkSync(join(folder, 'a.md'), join(folder, 'b.md'))
  const { importPaths, knowledge } = tempIngest()
  const [first, second] = await importPaths([folder])
  expect([first?.state, second?.state]).toEqual(['done', 'unchanged'])
  expect(second?.warning).toContain('already there')
  expect(knowledge.counts().documents).toBe(1)
})

test('a file that iCloud keeps elsewhere is missed with its reason, other hidden files are not', async () => {
  const folder = tempFolder()
  writeFileSync(join(folder, '.guide.pdf.icloud'), 'bplist00')
  writeFileSync(join(folder, '.hidden.md'), 'Hidden words.')
  writeFileSync(join(folder, 'shown.md'), 'Shown words.')
  const files = await tempIngest().importPaths([folder])
  expect(files.map(({ path, refusal }) => [path.split('/').at(-1), refusal?.code ?? null])).toEqual([
    ['.guide.pdf.icloud', 'no_access'],
    ['shown.md', null],
  ])
})
