import { writeFile } from 'node:fs/promises'
import { extname, isAbsolute } from 'node:path'
import type { PickedFiles, PickKind, TextFile } from '@shared/bridge'
import { AppError } from '@shared/errors'
import type { Client } from '@shared/rpc/client'
import {
  BrowserWindow,
  dialog,
  type OpenDialogOptions,
  type SaveDialogOptions,
  type WebContents,
} from 'electron'

/** All that can be read, and archives of it. */
const READABLE =
  'md markdown txt log html htm xhtml mhtml mht csv tsv pdf docx pptx xlsx odt epub eml json jsonl ndjson zip'.split(
    ' ',
  )

const DIALOGS: Readonly<Record<PickKind, OpenDialogOptions>> = {
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
  pack: {
    title: 'Add a knowledge pack',
    buttonLabel: 'Install',
    properties: ['openFile'],
    filters: [
      { name: 'Knowledge packs', extensions: ['vmpack'] },
      { name: 'All files', extensions: ['*'] },
    ],
  },
}

/** The system's own dialog; null when it was cancelled. */
export async function pickFiles(
  kind: PickKind,
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

/** Asks where to save a file, and saves it there; false when the dialog was cancelled. */
export async function saveText(
  { fileName, text, encoding }: TextFile,
  sender: WebContents,
): Promise<boolean> {
  const extension = extname(fileName).slice(1)
  const options: SaveDialogOptions = {
    title: 'Save the file',
    defaultPath: fileName,
    ...(extension ? { filters: [{ name: extension.toUpperCase(), extensions: [extension] }] } : {}),
  }
  const window = BrowserWindow.fromWebContents(sender)
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options))
  if (canceled || !filePath) return false
  try {
    await writeFile(filePath, Buffer.from(text, encoding ?? 'utf8'))
  } catch (cause) {
    throw new AppError('bad_request', 'The file could not be saved there. Choose another folder.', { cause })
  }
  return true
}
