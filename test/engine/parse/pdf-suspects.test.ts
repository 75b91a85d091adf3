import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { mayHideText } from '../../../src/engine/parse/pdf-suspects'
import { buildPdf } from '../../helpers/build-files'
import { rawPdf, stream } from '../../helpers/build-pdf'

const ORDINARY =
  '0 g 0 0 0 rg BT /F1 11 Tf 1 0 0 1 50 700 Tm (so many g of 1 rg, 5 % off) Tj 0 Tr ET 0.2 0.3 0.4 rg'
const packed = (content: string) => deflateSync(Buffer.from(content, 'latin1')).toString('latin1')
const flate = (content: string) => stream(packed(content), '/Filter /FlateDecode')

/** As some programs that make reports write it; without the short form for zeros. */
function ascii85(content: string): string {
  const bytes = Buffer.concat([Buffer.from(content, 'latin1'), Buffer.alloc(4)])
  let letters = ''
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    let value = bytes.readUInt32BE(at)
    let five = ''
    for (let place = 0; place < 5; place++) {
      five = String.fromCharCode(33 + (value % 85)) + five
      value = Math.floor(value / 85)
    }
    letters += five
  }
  return `${letters}~>`
}

test.each([
  ['without ink', `${ORDINARY} 3 Tr`],
  ['as a mere border of what is shown', `${ORDINARY} 7 Tr`],
  ['in white', `${ORDINARY} 1 g`],
  ['in white without a space before', `${ORDINARY} 1g`],
  ['in white that is said in fractions', `${ORDINARY} 0.99 1.0 .98 rg`],
  ['in no ink of four', `${ORDINARY} 0 0 0 0 k`],
  ['in white behind a note', `${ORDINARY} 1 1 1 % a note\nrg`],
  ['in white behind its colour space', `${ORDINARY} /CS1 cs 1 1 1 scn`],
  ['squeezed', `${ORDINARY} 5 Tz`],
  ['scaled to nothing', `${ORDINARY} 0.1 0 0 0.1 50 700 Tm`],
])('a page with text %s is looked at, plain and packed', (_, content) => {
  expect(mayHideText(rawPdf([stream(content)]))).toBe(true)
  expect(mayHideText(rawPdf([flate(content)]))).toBe(true)
  const reported = stream(ascii85(packed(content)), '/Filter [ /ASCII85Decode /FlateDecode ]')
  expect(mayHideText(rawPdf([reported]))).toBe(true)
})

test.each([
  ['packed in a rare way', stream('x', '/Filter /LZWDecode')],
  ['with a name in numbers', stream('x', '/Filter /Fl#61teDecode')],
  ['that cannot be unpacked', stream('no', '/Filter /FlateDecode')],
  ['with an ink that lets everything through', '<< /Type /ExtGState /ca 0.0 >>'],
])('a stream %s is looked at', (_, object) => {
  expect(mayHideText(rawPdf([stream(ORDINARY), object]))).toBe(true)
})

test('no tint of an ink is white, of grey it is black', () => {
  const content = stream(`${ORDINARY} /CS1 cs 0 scn`)
  expect(mayHideText(rawPdf([content]))).toBe(false)
  expect(mayHideText(rawPdf([content, '[/Separation /Spot /DeviceCMYK 5 0 R]']))).toBe(true)
})

test('ordinary text is not looked at, plain or packed, nor are fonts and pictures beside it', () => {
  const noise = String.fromCharCode(...Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256))
  const objects = [
    stream(ORDINARY),
    flate(ORDINARY),
    stream(ascii85(packed(ORDINARY)), '/Filter [/ASCII85Decode/FlateDecode]'),
    stream(packed(`${noise} 7g 9 g `), `/Length1 4000 /Filter /FlateDecode`),
    stream('1 g', '/Subtype /Image /Filter /DCTDecode'),
    '<< /Type /ExtGState /ca 0.5 /CA 1 >>',
  ]
  expect(mayHideText(rawPdf(objects))).toBe(false)
  expect(mayHideText(buildPdf([['Words'], ['of two pages']]))).toBe(false)
})
