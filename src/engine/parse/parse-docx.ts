import { mergeFacts } from './facts'
import { readHiddenStyles, withoutHiddenRuns } from './hidden-runs'
import { htmlToText } from './html-to-text'
import { assertSafeXml, type OfficeFile, openOfficeFile, readProperties } from './office-file'
import { Refusal } from './refusal'
import type { StructuredText } from './structured-text'

/** Throws a Refusal: old_format, encrypted, damaged, ratio, too_many, too_complex, xml_dtd. */
export async function parseDocx(bytes: Buffer): Promise<StructuredText> {
  const open = () => openOfficeFile(bytes, 'Word', '.docx', 'word/document.xml')
  const file = open()
  assertSafeXml(file)
  const properties = readProperties(file.part('docProps/core.xml'))
  const { default: mammoth } = await import('mammoth')
  const shown = shownParts(open())
  const html = await convert(mammoth, shown)
  assertPrototypeUntouched()
  const content = htmlToText(`<!DOCTYPE html><html><body>${html}</body></html>`)
  return {
    ...content,
    title: content.title ?? properties.title,
    facts: mergeFacts(content.facts, properties.facts),
    warnings: shown.hasWhiteText() ? [...content.warnings, WHITE_TEXT] : content.warnings,
  }
}

const WHITE_TEXT =
  'Some of its text is white, and may not be seen by those who open the file. It is searched all the same.'

/** What the library asks of a file; its types only know the whole bytes. */
interface ShownParts {
  exists(name: string): boolean
  read(name: string, encoding?: string): Promise<string | Uint8Array>
  hasWhiteText(): boolean
}

/** The parts of the file without what Word hides, so that nothing is searched that nobody is shown. */
function shownParts(file: OfficeFile): ShownParts {
  const hiddenStyles = readHiddenStyles(file.part('word/styles.xml'))
  let whiteCount = 0
  return {
    exists: (name) => file.find(name) !== undefined,
    async read(name, encoding) {
      const content = file.part(name)
      if (!content) throw new Refusal('damaged', 'The document is damaged: a part of it is missing.')
      if (encoding === undefined) return content
      if (encoding === 'base64') return content.toString('base64')
      const xml = new TextDecoder('utf-8').decode(content)
      if (!/^word\/.+\.xml$/u.test(name)) return xml
      const shown = withoutHiddenRuns(xml, hiddenStyles)
      whiteCount += shown.whiteCount
      return shown.xml
    },
    hasWhiteText: () => whiteCount > 0,
  }
}

async function convert(mammoth: typeof import('mammoth'), shown: ShownParts): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml({ file: shown } as unknown as { buffer: Buffer }, {
      externalFileAccess: false,
      // a document's own style map could make text vanish
      includeEmbeddedStyleMap: false,
      styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"],
      // no picture is read, only its words
      convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
    })
    return value
  } catch {
    throw new Refusal('damaged', 'The document is damaged: its text cannot be read.')
  }
}

/** A style named "__proto__" once wrote into every object (CVE-2026-97151); a process it happens in must not go on. */
function assertPrototypeUntouched(): void {
  for (const key in {}) throw new Error(`Object.prototype has been changed: ${key}`)
}
