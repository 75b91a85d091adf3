import type { OpenedOriginal } from '@shared/bridge'
import { AppError } from '@shared/errors'
import type { Client } from '@shared/rpc/client'
import { shell } from 'electron'
import type { OriginalCopies } from './original-copies'

/**
 * Opens a document's file in the program that the system has for it. The engine says where it lies, and only for kinds
 * of files that are read here; the page names a document and learns no path. Of a file that lies nowhere but in the
 * store a read-only copy is opened.
 */
export async function openOriginal(
  documentId: number,
  engine: Client,
  copies: OriginalCopies,
): Promise<OpenedOriginal> {
  const location = await engine.call('documents.location', { documentId })
  if (location.kind === 'file') return openInProgram(location.path)
  if (location.reason !== 'not_kept') return location
  const read = (offset: number, length: number) =>
    engine.call('documents.original', { documentId, offset, length })
  const first = await read(0, 1)
  if (first.kind === 'missing') return first
  const { path } = await engine.call('documents.get', { documentId })
  return openInProgram(await copies.write(path, read))
}

async function openInProgram(path: string): Promise<OpenedOriginal> {
  const failure = await shell.openPath(path)
  if (failure) throw new AppError('not_found', 'This computer has no program that opens this file.')
  return { kind: 'opened' }
}
