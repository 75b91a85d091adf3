import { assertSafeDocx } from './check-zip'
import { htmlToText } from './html-to-text'
import { Refusal } from './refusal'
import type { StructuredText } from './structured-text'

/** Throws a Refusal: old_format, encrypted, damaged, too_complex, no_text. */
export async function parseDocx(bytes: Buffer): Promise<StructuredText> {
  assertSafeDocx(bytes)
  const { default: mammoth } = await import('mammoth')
  const html = await convert(mammoth, bytes)
  assertPrototypeUntouched()
  return htmlToText(`<!DOCTYPE html><html><body>${html}</body></html>`)
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
