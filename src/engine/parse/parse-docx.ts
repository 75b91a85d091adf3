import { mergeFacts } from './facts'
import { htmlToText } from './html-to-text'
import { assertSafeXml, openOfficeFile, readProperties } from './office-file'
import { Refusal } from './refusal'
import type { StructuredText } from './structured-text'

/** Throws a Refusal: old_format, encrypted, damaged, ratio, too_many, too_complex, xml_dtd. */
export async function parseDocx(bytes: Buffer): Promise<StructuredText> {
  const file = openOfficeFile(bytes, 'Word', '.docx', 'word/document.xml')
  assertSafeXml(file)
  const properties = readProperties(file.part('docProps/core.xml'))
  const { default: mammoth } = await import('mammoth')
  const html = await convert(mammoth, bytes)
  assertPrototypeUntouched()
  const content = htmlToText(`<!DOCTYPE html><html><body>${html}</body></html>`)
  return {
    ...content,
    title: content.title ?? properties.title,
    facts: mergeFacts(content.facts, properties.facts),
  }
}

async function convert(mammoth: typeof import('mammoth'), bytes: Buffer): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer: bytes },
      {
        externalFileAccess: false,
        // a document's own style map could make text vanish
        includeEmbeddedStyleMap: false,
        styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"],
        // no picture is read, only its words
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      },
    )
    return value
  } catch {
    throw new Refusal('damaged', 'The document is damaged: its text cannot be read.')
  }
}

/** A style named "__proto__" once wrote into every object (CVE-2026-97151); a process it happens in must not go on. */
function assertPrototypeUntouched(): void {
  for (const key in {}) throw new Error(`Object.prototype has been changed: ${key}`)
}
