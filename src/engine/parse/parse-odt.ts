import { createHtmlWriter, type HtmlWriter } from './html-writer'
import { openOfficeFile, readProperties } from './office-file'
import { type Attributes, readXml } from './read-xml'
import { Refusal } from './refusal'
import { createTextBuilder, type StructuredText } from './structured-text'

/** Repeats of an empty cell to the sheet's edge are written as one; a word repeated a million times is a bomb. */
const MAX_REPEATED = 100

/** Not part of the text as it is read: what was deleted, remarks, and what forms hold. */
const DROPPED = new Set(
  'text:tracked-changes office:annotation office:forms svg:title svg:desc text:ruby-text text:note-citation'.split(
    ' ',
  ),
)

/** Throws a Refusal: damaged, encrypted, ratio, too_many, too_complex, xml_dtd. */
export function parseOdt(bytes: Buffer): StructuredText {
  const file = openOfficeFile(bytes, 'OpenDocument', '.odt', 'content.xml')
  const manifest = file.part('META-INF/manifest.xml')
  if (manifest?.includes('encryption-data'))
    throw new Refusal(
      'encrypted',
      'The file is protected by a password. Remove the password, then import it again.',
    )
  const { title, facts } = readProperties(file.part('meta.xml'))
  const builder = createTextBuilder()
  const writer = createHtmlWriter(builder)
  writeContent(file.part('content.xml') ?? Buffer.alloc(0), writer)
  writer.flush()
  return { title: title ?? writer.firstTop, ...builder.finish(), facts, warnings: [] }
}

/** OpenDocument's elements as those of a page: the same writer gives the same text and layout. */
function writeContent(xml: Buffer, writer: HtmlWriter): void {
  const styles = createStyles()
  const openNames: string[][] = []
  let droppedDepth = 0
  let isInBody = false
  let noteDepth = 0
  let headerDepth = 0

  function elementsAt(name: string, attributes: Attributes): string[] {
    // a note stands where its mark was, in the sentence
    if (noteDepth > 0 && name !== 'text:span' && name !== 'text:s') return []
    if (headerDepth > 0 && name === 'table:table-cell') return ['th']
    return elementsOf(name, attributes, styles, writer)
  }

  readXml(xml, {
    open(name, attributes) {
      if (name === 'office:body') isInBody = true
      styles.see(name, attributes)
      if (droppedDepth > 0 || DROPPED.has(name) || attributes['text:display'] === 'none') {
        droppedDepth++
        return
      }
      if (name === 'text:note' && noteDepth++ === 0) writer.text(' (')
      if (name === 'table:table-header-rows') headerDepth++
      const names = isInBody ? elementsAt(name, attributes) : []
      for (const one of names) writer.open(one, () => attributes['xlink:href'] ?? null)
      openNames.push(names)
    },
    close(name) {
      if (droppedDepth > 0) {
        droppedDepth--
        return
      }
      for (const one of (openNames.pop() ?? []).reverse()) writer.close(one)
      if (name === 'text:note' && --noteDepth === 0) writer.text(')')
      if (name === 'table:table-header-rows') headerDepth--
    },
    text(more) {
      // line breaks are elements here; white space between elements means nothing
      if (isInBody && droppedDepth === 0) writer.text(more)
    },
  })
}

interface Styles {
  see(name: string, attributes: Attributes): void
  elements(styleName: string | undefined): string[]
  isOrdered(styleName: string | undefined): boolean
}

/** Which of the document's own styles are bold or slanted, and which lists are counted. */
function createStyles(): Styles {
  const looks = new Map<string, string[]>()
  const ordered = new Set<string>()
  let current = ''
  return {
    see(name, attributes) {
      if (name === 'style:style' || name === 'text:list-style') current = attributes['style:name'] ?? ''
      else if (name === 'style:text-properties') {
        const elements: string[] = []
        if (attributes['fo:font-weight'] === 'bold') elements.push('strong')
        if (attributes['fo:font-style'] === 'italic') elements.push('em')
        looks.set(current, elements)
      } else if (name === 'text:list-level-style-number' && attributes['text:level'] === '1')
        ordered.add(current)
    },
    elements: (styleName) => looks.get(styleName ?? '') ?? [],
    isOrdered: (styleName) => ordered.has(styleName ?? ''),
  }
}

function elementsOf(name: string, attributes: Attributes, styles: Styles, writer: HtmlWriter): string[] {
  switch (name) {
    case 'text:h':
      return [`h${Math.min(6, Math.max(1, Number(attributes['text:outline-level']) || 1))}`]
    case 'text:p':
      return attributes['text:style-name'] === 'Title' ? ['h1'] : ['p']
    case 'text:list':
      return [styles.isOrdered(attributes['text:style-name']) ? 'ol' : 'ul']
    case 'text:list-item':
      return ['li']
    case 'text:span':
      return styles.elements(attributes['text:style-name'])
    case 'text:a':
      return ['a']
    case 'table:table':
      return ['table']
    case 'table:table-row':
      return ['tr']
    case 'table:table-cell':
      return ['td']
    case 'text:s':
      writer.text(' '.repeat(Math.min(MAX_REPEATED, Number(attributes['text:c']) || 1)))
      return []
    case 'text:tab':
      writer.text(' ')
      return []
    case 'text:line-break':
      return ['br']
    default:
      return []
  }
}
