import type { MacroFields } from './macro-models'

export const MACRO_NAME_MAX_CHARS = 120
export const MACRO_SHORTCUT_MAX_CHARS = 40
export const MACRO_BODY_MAX_CHARS = 20_000
/** More would be no reply, and no help to whoever looks after it. */
export const MACRO_PASSAGES_MAX = 12
const FOLDER_MAX_CHARS = 200
const FOLDER_MAX_DEPTH = 5

/** One word of letters, digits and - _ . which begins with a letter or a digit. */
const SHORTCUT = /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u

export interface MacroProblem {
  readonly field: keyof MacroFields
  /** One plain sentence. */
  readonly message: string
}

/** As it is kept: without what typing leaves behind. */
export function tidyMacro<Fields extends Partial<MacroFields>>(fields: Fields): Fields {
  const tidied: { -readonly [K in keyof MacroFields]?: string } = {}
  if (fields.name !== undefined) tidied.name = oneLine(fields.name)
  if (fields.shortcut !== undefined) tidied.shortcut = tidyShortcut(fields.shortcut)
  if (fields.folder !== undefined) tidied.folder = tidyFolder(fields.folder)
  if (fields.body !== undefined) tidied.body = tidyBody(fields.body)
  return { ...fields, ...tidied }
}

/** What is wrong with each field of a tidied macro; empty when it can be kept. */
export function macroProblems({ name, shortcut, folder, body }: MacroFields): readonly MacroProblem[] {
  const problems: MacroProblem[] = []
  const add = (field: keyof MacroFields, message: string) => problems.push({ field, message })
  if (name === '') add('name', 'Give the macro a name.')
  if (name.length > MACRO_NAME_MAX_CHARS)
    add('name', `A name can have ${MACRO_NAME_MAX_CHARS} characters at most.`)
  if (shortcut.length > MACRO_SHORTCUT_MAX_CHARS)
    add('shortcut', `A shortcut can have ${MACRO_SHORTCUT_MAX_CHARS} characters at most.`)
  else if (shortcut !== '' && !SHORTCUT.test(shortcut))
    add('shortcut', 'A shortcut is one word of letters, digits, dots, - and _, such as refund-late.')
  if (folder.length > FOLDER_MAX_CHARS)
    add('folder', `The folder's path can have ${FOLDER_MAX_CHARS} characters at most.`)
  else if (folder.split('/').length > FOLDER_MAX_DEPTH)
    add('folder', `Folders can stand ${FOLDER_MAX_DEPTH} deep at most.`)
  if (body.trim() === '') add('body', 'Write the text that the macro inserts.')
  if (body.length > MACRO_BODY_MAX_CHARS)
    add('body', `The text can have ${MACRO_BODY_MAX_CHARS.toLocaleString('en')} characters at most.`)
  return problems
}

/** A path with one / between its names. */
export function tidyFolder(folder: string): string {
  return folder
    .split('/')
    .map(oneLine)
    .filter((name) => name !== '')
    .join('/')
}

/** Two macros are one when these are equal. */
export function macroKey({ folder, name }: Pick<MacroFields, 'folder' | 'name'>): string {
  return `${folder}/${name}`.toLowerCase()
}

/** What people copy along: the sign that they type before it. */
function tidyShortcut(shortcut: string): string {
  return shortcut
    .trim()
    .replace(/^(?:\/|::)+/, '')
    .toLowerCase()
}

function tidyBody(body: string): string {
  return body
    .replace(/\r\n?/g, '\n')
    .replace(/^\s*\n/, '')
    .trimEnd()
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
