import { isAbsolute } from 'node:path'
import type { PickedFiles } from '@shared/bridge'
import { AppError } from '@shared/errors'
import type { Client } from '@shared/rpc/client'
import { BrowserWindow, dialog, type OpenDialogOptions, type WebContents } from 'electron'

/** All that can be read, and archives of it. */
const READABLE =
  'md markdown txt log html htm xhtml mhtml mht csv tsv pdf docx pptx xlsx odt epub eml json jsonl ndjson zip'.split(
    ' ',
  )

const DIALOGS: Readonly<Record<'files' | 'folder', OpenDialogOptions>> = {
  files: {
    title: 'Add files',
    buttonLabel: 'Add',
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'Documents', extensions: READABLE },
      { name: 'All files', extensions: ['*'] },
    ],
  },
  folder: { title: 'Add a folder', buttonLabel: 'Add', properties: ['openDirectory', 'multiSelections'] },
}

/** The system's own dialog; null when it was cancelled. */
export async function pickFiles(
  kind: 'files' | 'folder',
  sender: WebContents,
  engine: Client,
): Promise<PickedFiles | null> {
  const window = BrowserWindow.fromWebContents(sender)
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, DIALOGS[kind])
    : dialog.showOpenDialog(DIALOGS[kind]))
  return canceled || filePaths.length === 0 ? null : grant(filePaths, engine)
}

/** Tells the engine what a person chose, path by path, and gets the handles that a page may use. */
export async function grant(paths: readonly string[], engine: Client): Promise<PickedFiles> {
  if (!paths.every((path) => isAbsolute(path)))
    throw new AppError('bad_request', 'Only files from this computer can be added.')
  const handles: string[] = []
  for (const path of paths) handles.push((await engine.call('import.grant', { path })).handle)
  return { handles }
}
