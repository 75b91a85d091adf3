import { buildZip, type ZipEntry } from './build-files'

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const xml = (content: string) => `<?xml version="1.0" encoding="UTF-8"?>${content}`

function relations(targets: readonly (readonly [string, string])[]): string {
  const rows = targets.map(
    ([type, target], index) =>
      `<Relationship Id="r${index + 1}" Type="${RELATION}/${type}" Target="${target}"/>`,
  )
  return xml(`<Relationships>${rows.join('')}</Relationships>`)
}

export function coreProperties(fields: Readonly<Record<string, string>>): ZipEntry {
  const rows = Object.entries(fields).map(([name, value]) => `<${name}>${value}</${name}>`)
  return {
    name: 'docProps/core.xml',
    content: xml(
      `<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t">${rows.join('')}</cp:coreProperties>`,
    ),
  }
}

export interface SlideContent {
  /** The shapes of the slide: see `titleShape` and `bodyShape`. */
  readonly shapes: string
  readonly notes?: string
  readonly isHidden?: boolean
}

const paragraphs = (lines: readonly string[]) =>
  lines
    .map((line) => {
      const level = /^\t*/u.exec(line)?.[0].length ?? 0
      return `<a:p><a:pPr lvl="${level}"/><a:r><a:t>${line.trim()}</a:t></a:r></a:p>`
    })
    .join('')

export function slideShape(placeholder: string | null, lines: readonly string[]): string {
  const kind = placeholder === null ? '' : `<p:ph type="${placeholder}"/>`
  return `<p:sp><p:nvSpPr><p:nvPr>${kind}</p:nvPr></p:nvSpPr><p:txBody>${paragraphs(lines)}</p:txBody></p:sp>`
}

export function slideTable(rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) =>
    row.map((cell) => `<a:tc><a:txBody>${paragraphs([cell])}</a:txBody></a:tc>`)
  return `<p:graphicFrame><a:graphic><a:graphicData><a:tbl>${rows.map((row) => `<a:tr>${cells(row).join('')}</a:tr>`).join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
}

export function buildPptx(slides: readonly SlideContent[], more: readonly ZipEntry[] = []): Buffer {
  const ids = slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="r${index + 1}"/>`).join('')
  const parts = slides.flatMap(({ shapes, notes, isHidden }, index): ZipEntry[] => {
    const number = index + 1
    const slide = `<p:sld xmlns:p="p" xmlns:a="a"${isHidden ? ' show="0"' : ''}><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`
    const own = [{ name: `ppt/slides/slide${number}.xml`, content: xml(slide) }]
    if (notes === undefined) return own
    return [
      ...own,
      {
        name: `ppt/slides/_rels/slide${number}.xml.rels`,
        content: relations([['notesSlide', `../notesSlides/notesSlide${number}.xml`]]),
      },
      {
        name: `ppt/notesSlides/notesSlide${number}.xml`,
        content: xml(
          `<p:notes xmlns:p="p" xmlns:a="a">${slideShape('body', [notes])}${slideShape('sldNum', ['7'])}</p:notes>`,
        ),
      },
    ]
  })
  return buildZip([
    {
      name: 'ppt/presentation.xml',
      content: xml(
        `<p:presentation xmlns:p="p" xmlns:r="r"><p:sldIdLst>${ids}</p:sldIdLst></p:presentation>`,
      ),
    },
    {
      name: 'ppt/_rels/presentation.xml.rels',
      content: relations(slides.map((_, index) => ['slide', `slides/slide${index + 1}.xml`] as const)),
    },
    ...parts,
    ...more,
  ])
}

export interface SheetContent {
  readonly name: string
  /** The XML of its rows. */
  readonly rows: string
  readonly isHidden?: boolean
}

/** A row of shared strings (given as text) and of numbers (given as [value, style]). */
export function sheetRow(cells: readonly (string | readonly [number, number])[], strings: string[]): string {
  const shown = cells.map((cell) => {
    if (typeof cell !== 'string') return `<c s="${cell[1]}"><v>${cell[0]}</v></c>`
    strings.push(cell)
    return `<c t="s"><v>${strings.length - 1}</v></c>`
  })
  return `<row>${shown.join('')}</row>`
}

/** Styles by number: 0 general, 1 a date, 2 percent, 3 euros, 4 a date with its time. */
const STYLES = xml(
  '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="&quot;€&quot;#,##0.00"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>',
)

export function buildXlsx(
  sheets: readonly SheetContent[],
  strings: readonly string[] = [],
  more: readonly ZipEntry[] = [],
): Buffer {
  const listed = sheets.map(
    ({ name, isHidden }, index) =>
      `<sheet name="${name}" sheetId="${index + 1}" r:id="r${index + 1}"${isHidden ? ' state="hidden"' : ''}/>`,
  )
  return buildZip([
    {
      name: 'xl/workbook.xml',
      content: xml(`<workbook xmlns:r="r"><sheets>${listed.join('')}</sheets></workbook>`),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations(
        sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ),
    },
    { name: 'xl/styles.xml', content: STYLES },
    {
      name: 'xl/sharedStrings.xml',
      content: xml(`<sst>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`),
    },
    ...sheets.map(({ rows }, index) => ({
      name: `xl/worksheets/sheet${index + 1}.xml`,
      content: xml(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
    })),
    ...more,
  ])
}

export function buildOdt(body: string, styles = '', meta = ''): Buffer {
  return buildZip([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' },
    {
      name: 'content.xml',
      content: xml(
        `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="tb" xmlns:style="s" xmlns:fo="f" xmlns:xlink="x"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
      ),
    },
    {
      name: 'meta.xml',
      content: xml(
        `<office:document-meta xmlns:office="o" xmlns:dc="d" xmlns:meta="m"><office:meta>${meta}</office:meta></office:document-meta>`,
      ),
    },
  ])
}

/** A book of these chapters (whole XHTML files), in the order of the spine given. */
export function buildEpub(
  chapters: Readonly<Record<string, string>>,
  spine: readonly string[],
  more: readonly ZipEntry[] = [],
): Buffer {
  const items = Object.keys(chapters).map((name) => `<item id="${name}" href="text/${name}.xhtml"/>`)
  const order = spine.map((name) => `<itemref idref="${name}"/>`)
  return buildZip([
    { name: 'mimetype', content: 'application/epub+zip' },
    {
      name: 'META-INF/container.xml',
      content: xml('<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'),
    },
    {
      name: 'OPS/book.opf',
      content: xml(
        `<package xmlns:dc="d"><metadata><dc:title>The fern book</dc:title><dc:language>en-GB</dc:language><dc:subject>Ferns</dc:subject><dc:subject>Shade</dc:subject><dc:date>2024-03-01</dc:date></metadata><manifest>${items.join('')}</manifest><spine>${order.join('')}</spine></package>`,
      ),
    },
    ...Object.entries(chapters).map(([name, content]) => ({ name: `OPS/text/${name}.xhtml`, content })),
    ...more,
  ])
}
