import type { OpenedOriginal } from '@shared/bridge'
import { AppError } from '@shared/errors'
import type { Client } from '@shared/rpc/client'
import { shell } from 'electron'

/**
 * Opens a document's file in the program that the system has for it. The engine says where it lies, and only for kinds
 * of files that are read here; the page names a document and learns no path.
 */
export async function openOriginal(documentId: number, engine: Client): Promise<OpenedOriginal> {
  const location = await engine.call('documents.location', { documentId })
  if (location.kind === 'missing') return location
  const failure = await shell.openPath(location.path)
  if (failure) throw new AppError('not_found', 'This computer has no program that opens this file.')
  return { kind: 'opened' }
}
