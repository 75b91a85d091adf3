import { readerOf } from './formats'
import type { ParseLimits } from './parse-messages'
import { Refusal } from './refusal'
import { encryptedZip, openZip, type Zip } from './zip'
import type { ZipEntry } from './zip-directory'
import { assertSafeNames } from './zip-names'

const MAX_ENTRIES = 20_000
/** Ten times what the largest archive may weigh: text packs to a fifth. */
const MAX_UNPACKED_BYTES = 1024 * 1024 * 1024
/** Rows for members of other kinds: enough to see what was left out, not so many that they bury the rest. */
const MAX_UNSUPPORTED_ROWS = 200
/** What computers add on their own. */
const MACHINE_FILES = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/iu

/** A member worth a line: to be read, or refused at once. */
export interface ArchiveMember {
  readonly path: string
  readonly sizeBytes: number
  readonly refusal: Refusal | null
  /** Throws a Refusal: too_large. */
  read(maxBytes: number): Buffer
}

/**
 * The members of an archive, in the order of their names; machine files and folders are left out.
 * 1. The table of contents is checked against the file.
 * 2. Names and passwords are judged.
 * 3. All that will be read is unpacked once and checked, so that a fault in the last member refuses the whole before
 *    anything of the first is stored.
 * Throws a Refusal: damaged, encrypted, ratio, too_many, too_complex, unsafe_name.
 */
export function readArchive(bytes: Buffer, limits: ParseLimits): ArchiveMember[] {
  // 1.
  const options = { maxEntries: MAX_ENTRIES, maxTotalBytes: MAX_UNPACKED_BYTES }
  const zip = openZip(bytes, options)
  // 2.
  assertSafeNames(zip.entries.map((entry) => entry.name))
  if (zip.entries.some((entry) => entry.isEncrypted)) throw encryptedZip()
  const listed = zip.entries.filter((entry) => !entry.isFolder && !MACHINE_FILES.test(pathOf(entry)))
  // 3.
  for (const entry of listed) if (isRead(entry, limits)) zip.unpack(entry)
  const again = openZip(bytes, options)
  let unsupportedCount = 0
  return listed
    .filter((entry) => readerOf(pathOf(entry)) !== null || unsupportedCount++ < MAX_UNSUPPORTED_ROWS)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => memberOf(entry, again))
}

/** Some programs write folders with backslashes; the names are safe by now. */
function pathOf(entry: ZipEntry): string {
  return entry.name.replaceAll('\\', '/')
}

function isRead(entry: ZipEntry, limits: ParseLimits): boolean {
  const reader = readerOf(pathOf(entry))
  const isOfSize = entry.unpackedBytes <= Math.max(limits.maxBinaryBytes, limits.maxTextBytes)
  return reader !== null && reader !== 'zip' && !entry.isLink && isOfSize
}

function memberOf(entry: ZipEntry, zip: Zip): ArchiveMember {
  return {
    path: pathOf(entry),
    sizeBytes: entry.unpackedBytes,
    refusal: entry.isLink
      ? new Refusal('not_a_file', 'This is a link to another file, which is not followed.')
      : null,
    read(maxBytes) {
      if (entry.unpackedBytes > maxBytes)
        throw new Refusal('too_large', 'The file is larger than a file of its kind may be.')
      return zip.unpack(entry)
    },
  }
}
