import type { DocumentFacts } from '@shared/models'
import { writeHtml } from './html-to-text'
import { localName, type OfficeFile, openOfficeFile, readProperties, resolvePart } from './office-file'
import { decodeHtml } from './parse-html'
import { readXml } from './read-xml'
import { Refusal } from './refusal'
import { createTextBuilder, type StructuredText } from './structured-text'

const CONTAINER = 'META-INF/container.xml'
const MAX_CHAPTERS = 5000
const MAX_TEXT_CHARS = 30_000_000
/** Fonts are often made unreadable on purpose; that is not the protection of a text. */
const FONT_ALGORITHMS = /idpf\.org\/2008\/embedding|ns\.adobe\.com\/pdf\/enc/iu

/** Chapter after chapter in the order of reading. Throws a Refusal: damaged, encrypted, ratio, too_many, too_complex. */
export function parseEpub(bytes: Buffer): StructuredText {
  const file = openOfficeFile(bytes, 'EPUB', '.epub', CONTAINER)
  assertReadable(file)
  const packagePart = packageOf(file)
  const { title, facts, chapters } = readPackage(file, packagePart)
  const builder = createTextBuilder()
  const warnings = new Set<string>()
  for (const part of chapters) {
    const content = file.part(part)
    if (!content) continue
    for (const warning of writeHtml(closeEmptyElements(decodeHtml(content).text), builder).warnings)
      warnings.add(warning)
    if (builder.length > MAX_TEXT_CHARS)
      throw new Refusal('too_complex', 'The book has more text than can be read.')
  }
  return { title, ...builder.finish(), facts, warnings: [...warnings] }
}

function assertReadable(file: OfficeFile): void {
  const encryption = file.part('META-INF/encryption.xml')
  if (!encryption) return
  let isProtected = false
  readXml(encryption, {
    open(name, attributes) {
      if (localName(name) === 'EncryptionMethod' && !FONT_ALGORITHMS.test(attributes['Algorithm'] ?? ''))
        isProtected = true
    },
  })
  if (isProtected) throw new Refusal('encrypted', 'The book is copy-protected, so its text cannot be read.')
}

function packageOf(file: OfficeFile): string {
  let part: string | null = null
  readXml(file.part(CONTAINER) ?? Buffer.alloc(0), {
    open(name, attributes) {
      if (localName(name) === 'rootfile') part ??= attributes['full-path'] ?? null
    },
  })
  if (part === null || !file.find(part))
    throw new Refusal('damaged', 'The book is damaged: its list of contents is missing.')
  return part
}

interface Package {
  readonly title: string | null
  readonly facts: DocumentFacts
  readonly chapters: readonly string[]
}

function readPackage(file: OfficeFile, part: string): Package {
  const xml = file.part(part) ?? Buffer.alloc(0)
  const folder = part.slice(0, part.lastIndexOf('/') + 1)
  const items = new Map<string, string>()
  const chapters: string[] = []
  readXml(xml, {
    open(name, attributes) {
      const { id, href, properties, idref } = attributes
      const local = localName(name)
      // the navigation repeats the headings of all chapters
      if (local === 'item' && id && href && !/(?:^|\s)nav(?:\s|$)/u.test(properties ?? ''))
        items.set(id, resolvePart(folder, decoded(href)))
      else if (local === 'itemref' && idref) {
        const chapter = items.get(idref)
        if (chapter) chapters.push(chapter)
      }
    },
  })
  if (chapters.length > MAX_CHAPTERS)
    throw new Refusal('too_complex', `The book has more than ${MAX_CHAPTERS} chapters.`)
  return { ...readProperties(xml, true), chapters }
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    return href
  }
}

/** In XHTML `<title/>` is whole; read as HTML it would swallow what follows. */
function closeEmptyElements(xhtml: string): string {
  return xhtml.replace(
    /<(title|script|style|a|b|i|em|strong|span|div|p|td|th|li|h[1-6]|textarea|iframe)(\s[^<>]*)?\/>/giu,
    '<$1$2></$1>',
  )
}
