import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildDocx, buildPdf, buildZip, docxParagraph } from '../helpers/build-files'
import { buildEpub, buildOdt, buildPptx, buildXlsx, sheetRow, slideShape } from '../helpers/build-office'
import { article, listOf } from './bulk-files'
import { createTextMaker, type TextMaker } from './corpus'

type Make = (maker: TextMaker, index: number, sizeBytes: number) => Buffer | string

/** What a team's share holds; the share of each is its number of places here. */
const GOOD: readonly (readonly [extension: string, make: Make])[] = [
  ...Array.from({ length: 8 }, () => ['md', article] as const),
  ...Array.from({ length: 6 }, () => ['html', page] as const),
  ...Array.from({ length: 4 }, () => ['txt', text] as const),
  ...Array.from({ length: 3 }, () => ['pdf', pdf] as const),
  ...Array.from({ length: 3 }, () => ['docx', docx] as const),
  ['csv', csv],
  ['csv', csv],
  ['json', (maker, index, size) => JSON.stringify(records(maker, index, size))],
  [
    'jsonl',
    (maker, index, size) =>
      records(maker, index, size)
        .map((one) => JSON.stringify(one))
        .join('\n'),
  ],
  ['eml', mail],
  ['eml', mail],
  ['pptx', pptx],
  ['xlsx', xlsx],
  ['odt', odt],
  ['epub', epub],
  ['zip', archive],
]

/** Each must end as a line of its own with its reason. */
const BAD: readonly (readonly [extension: string, make: Make])[] = [
  ['md', () => ''],
  ['txt', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
  ['md', (_, index) => Buffer.from(Array.from({ length: 4000 }, (__, at) => (at * index * 7) % 256))],
  ['pdf', (maker, index) => pdf(maker, index, 9000).subarray(0, 700)],
  ['pdf', () => '%PDF-1.7\nnothing of one'],
  ['pdf', () => buildPdf([['secret']], { isEncrypted: true })],
  ['pdf', () => buildPdf([[], []])],
  ['docx', (maker, index) => docx(maker, index, 9000).subarray(0, 400)],
  ['docx', () => 'a text that is called a document'],
  ['xlsx', () => buildZip([{ name: 'nothing.txt', content: 'in here' }])],
  ['zip', (maker, index) => archive(maker, index, 9000).subarray(0, 300)],
  ['zip', () => buildZip([])],
  ['zip', () => buildZip([{ name: 'a.md', content: '# Fern', claimedCrc: 1 }])],
  ['epub', () => buildZip([{ name: 'mimetype', content: 'application/epub+zip' }])],
  ['html', () => '<html><head><script>only()</script></head><body></body></html>'],
  ['doc', () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
]

/** Every so many-th file is a bad one. */
const BAD_EVERY = 25
const FILES_IN_A_FOLDER = 200

export interface MixedFiles {
  readonly folder: string
  /** In all, the bad ones too. */
  readonly count: number
  readonly sizeBytes: number
  /** Names of those that cannot be read. */
  readonly bad: readonly string[]
}

/** Writes files of many formats in folders of 200, of about `sizeBytes` of text each on the average, and bad ones among them. */
export function writeMixedFiles(folder: string, count: number, sizeBytes: number): MixedFiles {
  const maker = createTextMaker(13)
  const bad: string[] = []
  let written = 0
  for (let index = 1; index <= count; index++) {
    const isBad = index % BAD_EVERY === 0
    const kinds = isBad ? BAD : GOOD
    const [extension, make] = kinds[
      Math.floor(isBad ? index / BAD_EVERY : index) % kinds.length
    ] as (typeof GOOD)[number]
    const under = join(folder, `team-${Math.floor(index / FILES_IN_A_FOLDER)}`)
    const name = `${isBad ? 'bad' : 'file'}-${index}.${extension}`
    // from a quarter to seven quarters of it: small files are as common as large ones
    const content = Buffer.from(make(maker, index, sizeBytes * (0.25 + (index % 7) * 0.25)))
    mkdirSync(under, { recursive: true })
    writeFileSync(join(under, name), content)
    written += content.length
    if (isBad) bad.push(name)
  }
  return { folder, count, sizeBytes: written, bad }
}

function paragraphs(maker: TextMaker, sizeBytes: number): string[] {
  return Array.from({ length: Math.max(1, Math.round(sizeBytes / 500)) }, () => maker.text(450))
}

function text(maker: TextMaker, _: number, sizeBytes: number): string {
  return paragraphs(maker, sizeBytes).join('\n\n')
}

function page(maker: TextMaker, index: number, sizeBytes: number): string {
  const body = paragraphs(maker, sizeBytes).map((text, at) => `<h2>${maker.title()} ${at}</h2><p>${text}</p>`)
  return `<!doctype html><html lang="en"><head><title>${maker.title()} ${index}</title></head><body>${body.join('\n')}</body></html>`
}

function pdf(maker: TextMaker, index: number, sizeBytes: number): Buffer {
  const lines = paragraphs(maker, sizeBytes).flatMap((text) => text.match(/.{1,80}(?: |$)/g) ?? [])
  const pages = Array.from({ length: Math.ceil(lines.length / 50) }, (_, at) =>
    lines.slice(at * 50, at * 50 + 50),
  )
  return buildPdf(pages, { title: `${maker.title()} ${index}` })
}

function docx(maker: TextMaker, index: number, sizeBytes: number): Buffer {
  const body = paragraphs(maker, sizeBytes).map(
    (text) => docxParagraph(maker.title(), 'Heading2') + docxParagraph(text),
  )
  return buildDocx(docxParagraph(`${maker.title()} ${index}`, 'Heading1') + body.join(''))
}

function csv(maker: TextMaker, _: number, sizeBytes: number): string {
  const rows = paragraphs(maker, sizeBytes / 2).map((text) => `"${maker.title()}?","${text}"`)
  return ['question,answer', ...rows].join('\n')
}

function records(maker: TextMaker, index: number, sizeBytes: number) {
  return paragraphs(maker, sizeBytes).map((text, at) => ({
    id: `${index}-${at}`,
    title: maker.title(),
    text,
  }))
}

function mail(maker: TextMaker, index: number, sizeBytes: number): string {
  const head = `From: a@shop.example\nTo: b@shop.example\nSubject: ${maker.title()} ${index}\nDate: Mon, 3 Mar 2025 10:00:00 +0000\n`
  return `${head}\n${paragraphs(maker, sizeBytes / 2).join('\n\n')}\n`
}

function pptx(maker: TextMaker, index: number, sizeBytes: number): Buffer {
  const slides = paragraphs(maker, sizeBytes).map((text) => ({
    shapes: slideShape('title', [`${maker.title()} ${index}`]) + slideShape(null, [text]),
  }))
  return buildPptx(slides)
}

function xlsx(maker: TextMaker, index: number, sizeBytes: number): Buffer {
  const strings: string[] = []
  const rows = paragraphs(maker, sizeBytes).map((text) => sheetRow([maker.title(), text], strings))
  const head = sheetRow(['Question', 'Answer'], strings)
  return buildXlsx([{ name: `Answers ${index}`, rows: head + rows.join('') }], strings)
}

function odt(maker: TextMaker, index: number, sizeBytes: number): Buffer {
  const body = paragraphs(maker, sizeBytes).map((text) => `<text:p>${text}</text:p>`)
  return buildOdt(`<text:h text:outline-level="1">${maker.title()} ${index}</text:h>${body.join('')}`)
}

function epub(maker: TextMaker, index: number, sizeBytes: number): Buffer {
  const body = paragraphs(maker, sizeBytes).map((text) => `<p>${text}</p>`)
  const chapter = `<html xmlns="http://www.w3.org/1999/xhtml"><head><title>${index}</title></head><body><h1>${maker.title()} ${index}</h1>${body.join('')}</body></html>`
  return buildEpub({ one: chapter }, ['one'])
}

function archive(maker: TextMaker, index: number, sizeBytes: number): Buffer {
  return buildZip([
    { name: 'one.md', content: article(maker, index, sizeBytes / 2) },
    { name: 'two.txt', content: `${maker.title()} ${index}\n\n${listOf(maker, 20)}` },
  ])
}
