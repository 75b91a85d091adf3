import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { DEFAULT_PARSE_LIMITS } from '../../../src/engine/parse/parse-messages'
import { createParser } from '../../../src/engine/parse/parser'
import { SILENT_LOG } from '../../../src/shared/log'
import {
  buildScannedPdf,
  fixturePage,
  greyPage,
  type PicturePage,
  type ScanPage,
} from '../../helpers/build-scan'
import { startTestHelper } from '../../helpers/start-helper'
import { tempFolder } from '../../helpers/temp-database'
import { TOKENIZER_FILE } from '../../helpers/temp-ingest'

const TIMEOUT_MS = 240_000

/** One for all: its processes take seconds to start. */
const parser = createParser({ startHelper: startTestHelper, log: SILENT_LOG, readsScans: () => true })
afterAll(() => parser.close())

async function read(pages: readonly ScanPage[], language?: string) {
  return readBytes(buildScannedPdf(pages, language))
}

async function readBytes(bytes: Buffer, path = 'scan.pdf') {
  const filePath = join(tempFolder(), path)
  writeFileSync(filePath, bytes)
  const request = { filePath, path, limits: DEFAULT_PARSE_LIMITS, tokenizerFile: TOKENIZER_FILE }
  expect(await parser.open(request)).toMatchObject({ kind: 'opened' })
  return parser.parse()
}

async function textOf(pages: readonly ScanPage[]): Promise<string> {
  const result = await read(pages)
  return result.kind === 'parsed' ? (result.documents[0]?.text ?? '') : `${result.code}: ${result.message}`
}

const ENGLISH = 'Pots that arrive broken are replaced free of charge within thirty days of delivery.'
const GERMAN = 'Zerbrochene Töpfe werden innerhalb von dreißig Tagen kostenlos ersetzt.'
const TYPED: ScanPage = { kind: 'text', line: 'A page that was typed' }

test(
  'scanned pages between others are read in their places, as text with headings, and said to be read from a scan',
  async () => {
    const result = await read([TYPED, fixturePage('english.jpg'), { kind: 'empty' }, TYPED])
    if (result.kind !== 'parsed') throw new Error(result.message)
    const [document] = result.documents
    if (!document) throw new Error('no document')
    expect(document.text).toContain(ENGLISH)
    expect(document.pages.map(({ page }) => page)).toEqual([1, 2, 3, 4])
    const words = document.pages.map(({ start, end }) => document.text.slice(start, end).trim())
    expect([words[0], words[2], words[3]]).toEqual(['A page that was typed', '', 'A page that was typed'])
    expect(words[1]).toMatch(/^Returning a damaged pot\n\nPots that/u)
    expect(document.headings).toMatchObject([{ title: 'Returning a damaged pot' }])
    expect(document.chunks.find(({ text }) => text.includes('Pots that arrive'))).toMatchObject({ page: 2 })
    expect(document.facts.tags).toEqual(['read from a scan'])
    expect(result.warning).toBe('Read from a scan: 1 of 4 pages. Check figures and names in the original.')
  },
  TIMEOUT_MS,
)

test(
  'the language of a scan is found by trying, each document by itself',
  async () => {
    expect(await textOf([fixturePage('german.jpg')])).toContain(GERMAN)
    expect(await textOf([fixturePage('french.jpg')])).toContain(
      'remplacés gratuitement dans les trente jours après',
    )
    expect(await textOf([fixturePage('english.jpg')])).toContain(ENGLISH)
  },
  TIMEOUT_MS,
)

test.each(['english.jb2', 'english.g4', 'english.jp2'] as const)(
  'a picture packed as scanners do is read: %s',
  async (name) => expect(await textOf([fixturePage(name)])).toContain(ENGLISH),
  TIMEOUT_MS,
)

test.each([
  { turn: 'by its page', page: (page: PicturePage) => ({ ...page, rotate: 180 }) },
  { turn: 'to its side', page: (page: PicturePage) => ({ ...page, placed: '0 595 -220 0 400 100 cm' }) },
])(
  'a page turned $turn is read',
  async ({ page }) => expect(await textOf([page(fixturePage('english.jpg'))])).toContain(ENGLISH),
  TIMEOUT_MS,
)

test(
  'a stencil of ink over white paper is read',
  async () => {
    const { bytes, filter, width, height, placed } = fixturePage('english.jb2')
    const stencil: ScanPage = {
      ...{ kind: 'picture', bytes, filter, width, height, placed: placed ?? '' },
      entries: '/ImageMask true /BitsPerComponent 1 /Decode [0 1]',
    }
    expect(await textOf([stencil])).toContain(ENGLISH)
  },
  TIMEOUT_MS,
)

/** Like a photograph of gravel: no two neighbours are alike. */
function noise(width: number, height: number): Uint8Array {
  let state = 1
  return Uint8Array.from({ length: width * height }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state >>> 24
  })
}

test.each([
  { what: 'white paper', page: greyPage(new Uint8Array(620 * 877).fill(255), 620, 877) },
  { what: 'noise', page: greyPage(noise(620, 877), 620, 877) },
  { what: 'a picture of more pixels than are decoded', page: greyPage(new Uint8Array(64), 8000, 7000) },
  { what: 'a picture that claims more pixels than it has', page: greyPage(new Uint8Array(64), 2000, 2000) },
])(
  'a PDF of nothing but $what is refused as one without text',
  async ({ page }) => {
    expect(await read([page])).toMatchObject({
      kind: 'refused',
      code: 'no_text',
      message: expect.stringContaining('none could be recognised'),
    })
  },
  TIMEOUT_MS,
)

test(
  'a damaged picture costs its page, not the others, and is named',
  async () => {
    const damaged = { ...fixturePage('english.jpg'), bytes: Buffer.from('no picture') }
    const result = await read([damaged, fixturePage('english.jpg')])
    expect(result).toMatchObject({
      documents: [{ text: expect.stringContaining(ENGLISH) }],
      warning: expect.stringMatching(
        /Read from a scan: 1 of 2 pages.*Left out: 1 of 2 pages, whose pictures are damaged or of a kind that is not read/u,
      ),
    })
  },
  TIMEOUT_MS,
)

test.each([
  { what: 'of an unknown kind', change: { filter: '/HologramDecode' } },
  { what: 'that are cut off', change: { bytes: Buffer.from('\xff\xd8\xff', 'latin1') } },
])(
  'a PDF of nothing but pictures $what is refused for them',
  async ({ change }) => {
    expect(await read([{ ...fixturePage('english.jpg'), ...change }])).toMatchObject({
      kind: 'refused',
      code: 'no_text',
      message: expect.stringContaining('of a kind that is not read'),
    })
  },
  TIMEOUT_MS,
)

test(
  'hidden words of a page that was typed are left out here, too',
  async () => {
    const hidden: ScanPage = { kind: 'text', line: 'typed) Tj 1 1 1 rg 0 -40 Td (secret' }
    const result = await read([hidden, fixturePage('english.g4')])
    expect(result).toMatchObject({ warning: expect.stringContaining('hidden text on 1 of 2 pages') })
    if (result.kind === 'parsed') expect(result.documents[0]?.text).toMatch(/^typed\n(?!.*secret)/su)
  },
  TIMEOUT_MS,
)
