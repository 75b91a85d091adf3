import { expect, test } from 'vitest'
import { HELVETICA, rawPdf, stream } from '../../helpers/build-pdf'
import { parseBytes, parseOne } from '../../helpers/parse-bytes'

const PICTURE = stream(
  '\x00'.repeat(40),
  '/Type /XObject /Subtype /Image /Width 20 /Height 0016 /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /DCTDecode',
)

interface PageOptions {
  /** Entries of the page. */
  readonly page?: string
  /** Of a form that `/Form Do` shows. */
  readonly form?: string
  /** Entries of that form. */
  readonly formEntries?: string
}

/** A PDF of one page for each content. */
function pdfOf(
  contents: readonly string[],
  { page = '', form = '', formEntries = '' }: PageOptions = {},
): Buffer {
  const kids = contents.map((_, at) => `${6 + at * 2} 0 R`).join(' ')
  const resources =
    '/Resources << /Font << /F1 3 0 R >> /XObject << /Im 4 0 R /Form 5 0 R >> /ExtGState << /Clear << /ca 0 >> /Half << /ca 0.5 >> /Mixed << /BM /Multiply >> >> >>'
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`,
    HELVETICA,
    PICTURE,
    stream(form, `/Type /XObject /Subtype /Form /BBox [0 0 595 842] ${formEntries} ${resources}`),
    ...contents.flatMap((content, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${7 + at * 2} 0 R ${page} ${resources} >>`,
      stream(content),
    ]),
  ])
}

const text = (words: string, { at = '50 700', before = '', size = 11 } = {}) =>
  `q ${before} BT /F1 ${size} Tf 1 0 0 1 ${at} Tm (${words}) Tj ET Q`
const SEEN = text('Seen words', { at: '50 760' })
const LEFT_OUT = 'Left out: hidden text on 1 of 1 pages, which nobody sees who opens the file.'

test.each([
  { what: 'without ink', content: text('secret', { before: '3 Tr' }) },
  { what: 'in an ink that lets everything through', content: text('secret', { before: '/Clear gs' }) },
  { what: 'in white on white', content: text('secret', { before: '1 1 1 rg' }) },
  { what: 'in white of four inks', content: text('secret', { before: '0 0 0 0 k' }) },
  { what: 'in white on a white box', content: `1 g 0 600 595 130 re f ${text('secret', { before: '1 g' })}` },
  {
    what: 'in white within a thin border',
    content: `40 690 200 30 re S ${text('secret', { before: '1 g' })}`,
  },
  {
    what: 'in white beside a dark bar',
    content: `0.2 g 40 400 200 30 re f ${text('secret', { before: '1 g' })}`,
  },
  { what: 'of half a point', content: text('secret', { size: 0.5 }) },
  {
    what: 'scaled to nothing',
    content: 'q 0.01 0 0 0.01 0 0 cm BT /F1 20 Tf 1 0 0 1 5000 70000 Tm (secret) Tj ET Q',
  },
  { what: 'squeezed to nothing', content: 'BT /F1 11 Tf 0.1 Tz 1 0 0 1 50 700 Tm (secret) Tj ET' },
  {
    what: 'without ink beside a picture',
    content: `q 100 0 0 50 300 100 cm /Im Do Q ${text('secret', { before: '3 Tr' })}`,
  },
])('text $what is left out, and this is said', async ({ content }) => {
  const document = await parseOne('a.pdf', pdfOf([`${SEEN} ${content}`]))
  expect(document.text).toBe('Seen words')
  expect(document.warning).toBe(LEFT_OUT)
})

test.each([
  {
    what: 'in white on a dark bar',
    content: `0.2 g 40 690 200 30 re f ${text('Heading', { before: '1 g' })}`,
  },
  {
    what: 'in white on a line as thick as a bar',
    content: `q 24 w 40 702 m 300 702 l S Q ${text('Heading', { before: '1 g' })}`,
  },
  {
    what: 'in white on a picture',
    content: `q 300 0 0 100 40 650 cm /Im Do Q ${text('Heading', { before: '1 g' })}`,
  },
  { what: 'in white with a dark outline', content: text('Heading', { before: '1 g 2 Tr' }) },
  { what: 'in light grey', content: text('Heading', { before: '0.8 g' }) },
  { what: 'of a point and a half', content: text('Heading', { size: 1.5 }) },
  { what: 'made large by its place', content: 'BT /F1 1 Tf 11 0 0 11 50 700 Tm (Heading) Tj ET' },
  { what: 'in black after white', content: `${text('', { before: '1 g' })} ${text('Heading')}` },
  { what: 'turned upside down', content: 'BT /F1 11 Tf -1 0 0 -1 300 700 Tm (Heading) Tj ET' },
  {
    what: 'without ink over letters that are drawn',
    content: `50 700 m 55 720 60 680 62 700 c 64 710 66 690 70 700 c 72 712 74 690 76 700 c 78 702 80 700 90 705 c f ${text('Heading', { before: '3 Tr' })}`,
  },
])('text $what stays', async ({ content }) => {
  const document = await parseOne('a.pdf', pdfOf([`${SEEN} ${content}`]))
  expect(document.text.replaceAll(/\s+/gu, ' ')).toBe('Seen words Heading')
  expect(document.warning).toBeNull()
})

test('the text that a scanner lays without ink over its picture stays', async () => {
  const layer = (words: string) =>
    `q 595 0 0 842 0 0 cm /Im Do Q ${text(words, { before: '3 Tr' })} ${text('and more', { before: '/Clear gs', at: '50 650' })}`
  const document = await parseOne('a.pdf', pdfOf([layer('Words of the scan'), layer('others')]))
  expect(document.text).toBe('Words of the scan\n\nothers')
  expect(document.warning).toBeNull()
})

test('hidden words in the middle of a line are left out of it, and the rest keeps its spaces', async () => {
  const line =
    'BT /F1 11 Tf 1 0 0 1 50 700 Tm (You may ) Tj 1 g (not ) Tj 0 g (return it within ) Tj 3 Tr (no ) Tj 0 Tr [(3) -20 (0 days)] TJ ET'
  const document = await parseOne('a.pdf', pdfOf([line]))
  expect(document.text).toMatch(/^You may \|? ?return it within 30 days$/u)
  expect(document.warning).toBe(LEFT_OUT)
})

test('a form inside of the page hides and shows as the page does', async () => {
  const form = `0 0 595 842 re f ${text('Light on dark', { before: '1 g' })} ${text('secret', { at: '50 600', before: '3 Tr' })}`
  const document = await parseOne('a.pdf', pdfOf(['/Form Do'], { form }))
  expect(document.text).toBe('Light on dark')
  expect(document.warning).toBe(LEFT_OUT)
})

test('text outside of what the page shows of itself is not read', async () => {
  const page = '/CropBox [0 400 595 842]'
  const content = `${SEEN} ${text('secret', { at: '50 200' })} ${text('secret', { at: '900 700' })}`
  expect((await parseOne('a.pdf', pdfOf([content], { page }))).text).toBe('Seen words')
})

test('each page is judged by itself', async () => {
  const document = await parseOne(
    'a.pdf',
    pdfOf([SEEN, `${SEEN} ${text('secret', { before: '1 g' })}`, text('Third')]),
  )
  expect(document.text).not.toContain('secret')
  expect(document.warning).toContain('hidden text on 1 of 3 pages')
})

test('a PDF of nothing but hidden text is refused by that name', async () => {
  expect(await parseBytes('a.pdf', pdfOf([text('secret', { before: '1 g' })]))).toMatchObject({
    kind: 'refused',
    code: 'no_text',
    message: expect.stringMatching(/^All text of this PDF is hidden/u),
  })
})

/** A page with three layers: the first is on, the second off when the file is opened, the third is the others' choice. */
function layered(content: string): Buffer {
  const resources =
    '/Resources << /Font << /F1 3 0 R >> /Properties << /On 4 0 R /Off 5 0 R /Either 8 0 R >> /XObject << /Form 9 0 R >> >>'
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [4 0 R 5 0 R] /D << /OFF [5 0 R] /Order [4 0 R 5 0 R] >> >> >>',
    '<< /Type /Pages /Kids [6 0 R] /Count 1 >>',
    HELVETICA,
    '<< /Type /OCG /Name (English) >>',
    '<< /Type /OCG /Name (Notes) >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R ${resources} >>`,
    stream(content),
    '<< /Type /OCMD /OCGs [4 0 R 5 0 R] /P /AnyOn >>',
    stream(text('secret'), `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /OC 5 0 R ${resources}`),
  ])
}

test.each([
  { what: 'on a layer that is off', content: `/OC /Off BDC ${text('secret')} EMC` },
  {
    what: 'inside of another stretch on a layer that is off',
    content: `/OC /Off BDC /Span BMC ${text('secret')} EMC ${text('secret', { at: '50 600' })} EMC`,
  },
  { what: 'of a form on a layer that is off', content: '/Form Do' },
])('text $what is left out, and this is said', async ({ content }) => {
  const document = await parseOne('a.pdf', layered(`${SEEN} ${content}`))
  expect(document.text).toBe('Seen words')
  expect(document.warning).toBe(LEFT_OUT)
})

test.each([
  { what: 'on a layer that is on', content: `/OC /On BDC ${text('Heading')} EMC` },
  { what: 'that is shown with any of two layers', content: `/OC /Either BDC ${text('Heading')} EMC` },
  { what: 'behind a layer that is off', content: `/OC /Off BDC EMC ${text('Heading')}` },
  { what: 'in a stretch that is no layer', content: `/Span /Off BDC ${text('Heading')} EMC` },
])('text $what stays', async ({ content }) => {
  const document = await parseOne('a.pdf', layered(`${SEEN} ${content}`))
  expect(document.text.replaceAll(/\s+/gu, ' ')).toBe('Seen words Heading')
  expect(document.warning).toBeNull()
})

const BAR = '45 695 60 20 re f'
const SECRET = text('secret')

test.each([
  { what: 'below a black bar', content: `${SECRET} 0 g ${BAR}` },
  { what: 'below a white bar', content: `${SECRET} 1 g ${BAR}` },
  {
    what: 'below a bar drawn by its corners',
    content: `${SECRET} 45 695 m 105 695 l 105 715 l 45 715 l h f`,
  },
  {
    what: 'below a bar in another measure',
    content: `${SECRET} q 60 0 0 20 45 695 cm 0 0 2 2 re W n 0 0 1 1 re f Q`,
  },
  { what: 'of a form, below a bar of the page', content: `/Form Do 0 g 45 695 60 20 re f`, form: SECRET },
  { what: 'below the second of two bars', content: `${SECRET} 0 g 300 100 9 9 re f ${BAR}` },
])('text $what is left out, and this is said', async ({ content, form = '' }) => {
  const document = await parseOne('a.pdf', pdfOf([`${SEEN} ${content}`], { form }))
  expect(document.text).toBe('Seen words')
  expect(document.warning).toBe(LEFT_OUT)
})

const HEADING = text('Heading')
test.each([
  { what: 'on a bar', content: `0.9 g ${BAR} 0 g ${HEADING}` },
  {
    what: 'written again on its bar',
    content: `${text('Heading')} 0 g ${BAR} ${text('Heading', { before: '1 g' })}`,
    twice: true,
  },
  { what: 'below a bar that lets it through', content: `${HEADING} q /Half gs 1 1 0 rg ${BAR} Q` },
  { what: 'below a bar mixed with it', content: `${HEADING} q /Mixed gs 1 1 0 rg ${BAR} Q` },
  { what: 'underlined and struck through', content: `${HEADING} 50 698 60 1.2 re f 50 703 60 1.2 re f` },
  { what: 'beside a bar', content: `${HEADING} 0 g 45 660 60 20 re f 200 695 60 20 re f` },
  { what: 'below the frame of a bar', content: `${HEADING} 45 695 60 20 re S` },
  { what: 'below a bar of which a clip leaves nothing', content: `${HEADING} q 300 300 9 9 re W n ${BAR} Q` },
  {
    what: 'below a bar within a clip of any shape',
    content: `${HEADING} q 45 695 m 105 695 l 60 715 l h W n ${BAR} Q`,
  },
  { what: 'below a shape', content: `${HEADING} 45 695 m 105 695 l 60 715 l h f` },
  { what: 'below a bar at an angle', content: `${HEADING} q 0.7 0.7 -0.7 0.7 0 0 cm 400 400 900 900 re f Q` },
  { what: 'below a bar of a group', content: `${HEADING} /Form Do`, form: `0 g ${BAR}` },
])('text $what stays', async ({ content, form = '', twice = false }) => {
  const document = await parseOne('a.pdf', pdfOf([`${SEEN} ${content}`], { form }))
  expect(document.text.replaceAll(/\s+/gu, ' ')).toBe('Seen words Heading')
  expect(document.warning).toBe(twice ? LEFT_OUT : null)
})

test('of a line that a bar covers in part the rest stays', async () => {
  const line = text('The price for dealers is 12 euros for each pot')
  const bar = '0 g 163 695 46 20 re f'
  const document = await parseOne('a.pdf', pdfOf([`${line} ${bar}`]))
  expect(document.text).toMatch(/^The price for dealers is/u)
  expect(document.text).toMatch(/for each pot$/u)
  expect(document.text).not.toContain('12 euros')
})

const GROUP = { formEntries: '/Group << /S /Transparency >>' }

test('a bar in a group hides what stands in the group', async () => {
  const form = `${text('secret')} 0 g ${BAR} ${text('Heading', { at: '50 600' })}`
  const document = await parseOne('a.pdf', pdfOf([`${SEEN} /Form Do`], { form, ...GROUP }))
  expect(document.text.replaceAll(/\s+/gu, ' ')).toBe('Seen words Heading')
  expect(document.warning).toBe(LEFT_OUT)
})

test('and nothing else, for the group may be laid on thinly', async () => {
  const document = await parseOne(
    'a.pdf',
    pdfOf([`${SEEN} ${HEADING} q /Half gs /Form Do Q`], { form: `0 g ${BAR}`, ...GROUP }),
  )
  expect(document.text.replaceAll(/\s+/gu, ' ')).toBe('Seen words Heading')
  expect(document.warning).toBeNull()
})
