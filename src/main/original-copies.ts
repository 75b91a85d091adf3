import { chmod, mkdir, mkdtemp, open, rm } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { OutputOf } from '@shared/contract'
import { AppError } from '@shared/errors'
import { ORIGINAL_WINDOW_MAX_BYTES } from '@shared/limits'
import type { Logger } from '@shared/log'

/**
 * What a copy may end in: documents that a program shows. Nothing that a system runs, follows or lets run: no scripts,
 * shortcuts or installers, no pages (scripts in them would run as of this computer), no office files with macros.
 */
const COPIED_ENDINGS: ReadonlySet<string> = new Set([
  '.pdf',
  '.docx',
  '.pptx',
  '.xlsx',
  '.odt',
  '.epub',
  '.txt',
  '.md',
  '.markdown',
  '.csv',
  '.tsv',
])
type OriginalWindow = OutputOf<'documents.original'>

/** Systems take 255 bytes for a name; a sign takes up to four. */
const NAME_MAX_CHARS = 60

export interface OriginalCopies {
  /**
   * Writes what `read` gives, window by window, to a read-only file of its own and says where. Throws `forbidden` for a
   * kind that must not be opened; nothing is written then.
   */
  write(
    documentPath: string,
    read: (offset: number, length: number) => Promise<OriginalWindow>,
  ): Promise<string>
  /** Removes every copy; what another program holds open goes at the next start. Never throws. */
  clear(): Promise<void>
}

/** `folder` is the app's alone: everything in it is removed. */
export function createOriginalCopies({ folder, log }: { folder: string; log: Logger }): OriginalCopies {
  return {
    async write(documentPath, read) {
      const name = copyName(documentPath)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const own = await mkdtemp(join(folder, 'copy-'))
      try {
        const path = join(own, name)
        await writeWindows(path, read)
        await chmod(path, 0o400)
        return path
      } catch (thrown) {
        await rm(own, { recursive: true, force: true })
        throw thrown
      }
    },
    async clear() {
      try {
        await rm(folder, { recursive: true, force: true })
      } catch (thrown) {
        log.warn('copies_not_removed', { reason: (thrown as NodeJS.ErrnoException).code ?? 'unknown' })
      }
    },
  }
}

async function writeWindows(
  path: string,
  read: (offset: number, length: number) => Promise<OriginalWindow>,
): Promise<void> {
  // never over a file that is there already
  const file = await open(path, 'wx', 0o600)
  try {
    for (let offset = 0, total = 1; offset < total; offset += ORIGINAL_WINDOW_MAX_BYTES) {
      const window = await read(offset, ORIGINAL_WINDOW_MAX_BYTES)
      if (window.kind === 'missing')
        throw new AppError('not_found', 'The file of this document was removed meanwhile.')
      total = window.totalBytes
      await file.write(Buffer.from(window.base64, 'base64'))
    }
  } finally {
    await file.close()
  }
}

/**
 * The document's own name without what could lead out of the folder or show another ending than it has: signs that
 * turn the direction of writing, dots and blanks at the end (which Windows drops), names of devices.
 */
export function copyName(documentPath: string): string {
  const given = documentPath.split(/[/\\]/).at(-1) ?? ''
  const ending = extname(given).toLowerCase()
  if (!COPIED_ENDINGS.has(ending))
    throw new AppError(
      'forbidden',
      'Files of this kind are not opened from here, because opening one could run a program.',
    )
  const stem = given
    .slice(0, -ending.length)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}<>:"|?*%]/gu, '')
    .replaceAll('.', '_')
    .trim()
  const short = [...stem].slice(0, NAME_MAX_CHARS).join('').trim()
  const isDevice = /^(?:con|prn|aux|nul|com\d|lpt\d)$/iu.test(short)
  return `${short === '' || isDevice ? `document${short}` : short}${ending}`
}
