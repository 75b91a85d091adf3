import type { DocumentFacts } from '@shared/models'
import { factsOfRecord } from './facts'
import { type Attributes, documentTypeRefusal, readXml } from './read-xml'
import { Refusal } from './refusal'
import { encryptedZip, openZip, type Zip } from './zip'
import { damagedZip } from './zip-directory'

/** A book of 1,000 pages unpacks to some 20 MB of XML, a sheet of 100,000 rows to 60 MB. */
const MAX_UNPACKED_BYTES = 128 * 1024 * 1024
const MAX_ENTRIES = 10_000
const OLE_SIGNATURE = 'd0cf11e0a1b11ae1'

/** A zip of XML parts: Word, Excel, PowerPoint, OpenDocument, EPUB. */
export interface OfficeFile extends Zip {
  /** Null when there is no such part. */
  part(name: string): Buffer | null
}

/**
 * Really a zip, neither encrypted nor of an old format, and with the part that makes it what it says.
 * Throws a Refusal: old_format, encrypted, damaged, ratio, too_many.
 */
export function openOfficeFile(
  bytes: Buffer,
  kind: string,
  newExtension: string,
  mainPart: string,
): OfficeFile {
  if (bytes.subarray(0, 8).toString('hex') === OLE_SIGNATURE) throw oleRefusal(bytes, kind, newExtension)
  const zip = openZip(bytes, { maxEntries: MAX_ENTRIES, maxTotalBytes: MAX_UNPACKED_BYTES })
  if (zip.entries.some((entry) => entry.isEncrypted)) throw encryptedZip()
  // two parts of one name: which of them is read depends on the program
  if (new Set(zip.entries.map((entry) => entry.name)).size !== zip.entries.length) throw damagedZip()
  if (!zip.find(mainPart))
    throw new Refusal('damaged', `This is not a ${kind} document, or a damaged one: its text is missing.`)
  return {
    ...zip,
    part(name) {
      const entry = zip.find(name)
      return entry ? zip.unpack(entry) : null
    },
  }
}

function oleRefusal(bytes: Buffer, kind: string, newExtension: string): Refusal {
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return encryptedZip()
  return new Refusal(
    'old_format',
    `This is the old ${kind} format. Save it as ${newExtension} in ${kind} or LibreOffice, then import it again.`,
  )
}

/** For a library that reads the file itself: all XML is unpacked within the limits once, and has no document type. */
export function assertSafeXml(file: OfficeFile): void {
  for (const entry of file.entries) {
    if (!/\.(?:xml|rels)$/iu.test(entry.name)) continue
    const content = file.unpack(entry)
    // in UTF-16 the parts of the word lie two bytes apart
    if (content.includes('<!DOCTYPE') || content.includes('<!ENTITY') || content.includes(WIDE_DOCTYPE))
      throw documentTypeRefusal()
  }
}

const WIDE_DOCTYPE = Buffer.from('!\0D\0O\0C\0T\0Y\0P\0E', 'latin1')

export interface CoreProperties {
  readonly title: string | null
  readonly facts: DocumentFacts
}

/** Names of properties in the formats, and ours; later ones of a kind do not replace earlier ones. */
const PROPERTIES: Readonly<Record<string, 'title' | 'keywords' | 'language' | 'modified' | 'created'>> = {
  'dc:title': 'title',
  'cp:keywords': 'keywords',
  'meta:keyword': 'keywords',
  'dc:subject': 'keywords',
  'dc:language': 'language',
  'dcterms:modified': 'modified',
  'dc:date': 'modified',
  'dcterms:created': 'created',
  'meta:creation-date': 'created',
}

/** From docProps/core.xml, meta.xml or an EPUB's package; `isSubjectTags` where dc:subject is a list of topics. */
export function readProperties(xml: Buffer | null, isSubjectTags = false): CoreProperties {
  const said: Record<string, string[]> = {}
  let kind: string | undefined
  let text = ''
  if (xml)
    readXml(xml, {
      open(name) {
        kind = Object.hasOwn(PROPERTIES, name) ? PROPERTIES[name] : undefined
        if (name === 'dc:subject' && !isSubjectTags) kind = undefined
        text = ''
      },
      text(more) {
        if (kind && text.length < 4000) text += more
      },
      close() {
        if (kind && text.trim()) said[kind] = [...(said[kind] ?? []), text.trim()]
        kind = undefined
      },
    })
  const facts = factsOfRecord({
    keywords: said['keywords']?.join(','),
    language: said['language']?.[0],
    date: said['modified']?.[0] ?? said['created']?.[0],
  })
  return { title: said['title']?.[0] ?? null, facts }
}

/** Relations of a part: id → target, as a path in the file. External ones are left out: they are never followed. */
export function readRelations(
  file: OfficeFile,
  partName: string,
): Map<string, { type: string; target: string }> {
  const slash = partName.lastIndexOf('/')
  const folder = partName.slice(0, slash + 1)
  const xml = file.part(`${folder}_rels/${partName.slice(slash + 1)}.rels`)
  const relations = new Map<string, { type: string; target: string }>()
  if (!xml) return relations
  readXml(xml, {
    open(name, attributes) {
      if (!/(?:^|:)Relationship$/u.test(name) || attributes['TargetMode'] === 'External') return
      const { Id: id, Type: type, Target: target } = attributes
      if (id && type && target) relations.set(id, { type, target: resolvePart(folder, target) })
    },
  })
  return relations
}

/** "../media/a.xml" below "ppt/slides/" is "ppt/media/a.xml". */
export function resolvePart(folder: string, target: string): string {
  const parts = target.startsWith('/') ? [] : folder.split('/').filter(Boolean)
  for (const part of target.split('/')) {
    if (part === '..') parts.pop()
    else if (part && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** Without its prefix, which a program may choose: 'w:p' is 'p'. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** An attribute by its name without prefix. */
export function attributeOf(attributes: Attributes, name: string): string | undefined {
  if (Object.hasOwn(attributes, name)) return attributes[name]
  const key = Object.keys(attributes).find((one) => one.endsWith(`:${name}`))
  return key === undefined ? undefined : attributes[key]
}
