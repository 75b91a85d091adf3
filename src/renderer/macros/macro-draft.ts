import type { Macro, MacroBasis, MacroFields } from '@shared/macro-models'

/** A passage of a macro that is being written; one that is kept already has its id. */
export interface DraftPassage extends MacroBasis {
  readonly id?: number
}

/** A macro as it is being written. */
export interface MacroDraft extends MacroFields {
  readonly passages: readonly DraftPassage[]
  /** Saving it settles the changes of its passages: its text was made from their proposal. */
  readonly settles: boolean
}

export type MacroChoice = number | 'new'

export const EMPTY_DRAFT: MacroDraft = {
  name: '',
  shortcut: '',
  folder: '',
  body: '',
  passages: [],
  settles: false,
}

export function draftOf({ name, shortcut, folder, body, passages }: Macro): MacroDraft {
  return { name, shortcut, folder, body, passages: passages.map(toDraftPassage), settles: false }
}

function toDraftPassage({ state: _state, now: _now, ...passage }: Macro['passages'][number]): DraftPassage {
  return passage
}

/** Nothing in it that somebody would miss. */
export function isEmptyDraft({ name, body, passages }: MacroDraft): boolean {
  return name.trim() === '' && body.trim() === '' && passages.length === 0
}

export function isSameDraft(one: MacroDraft, other: MacroDraft): boolean {
  const keyOf = ({ name, shortcut, folder, body, passages }: MacroDraft) =>
    JSON.stringify([name, shortcut, folder, body, passages.map(({ id, text }) => id ?? text)])
  return keyOf(one) === keyOf(other)
}

/** What the macros view shows, and what was written there and not saved: kept while the tab lives. */
export interface MacroSession {
  readonly choice: MacroChoice | null
  readonly closedFolders: readonly string[]
  readonly drafts: Readonly<Record<string, MacroDraft>>
  /** The last answer that a macro was begun from. */
  readonly lastSeed: number
}

const STORAGE_KEY = 'verdemuse.macros'
const FRESH: MacroSession = { choice: null, closedFolders: [], drafts: {}, lastSeed: 0 }

export function readMacroSession(): MacroSession {
  try {
    const stored: unknown = JSON.parse(window.sessionStorage.getItem(STORAGE_KEY) ?? 'null')
    return isSession(stored) ? stored : FRESH
  } catch {
    return FRESH
  }
}

export function writeMacroSession(session: MacroSession): void {
  try {
    window.sessionStorage.setItem(STORAGE_KEY, JSON.stringify(session))
  } catch {
    // a page without storage keeps it until the view is left
  }
}

function isSession(value: unknown): value is MacroSession {
  if (typeof value !== 'object' || value === null) return false
  const { choice, closedFolders, drafts, lastSeed } = value as Record<keyof MacroSession, unknown>
  const isChoice = choice === null || choice === 'new' || typeof choice === 'number'
  return (
    isChoice &&
    typeof lastSeed === 'number' &&
    Array.isArray(closedFolders) &&
    typeof drafts === 'object' &&
    drafts !== null &&
    Object.values(drafts).every(isDraft)
  )
}

function isDraft(value: unknown): value is MacroDraft {
  if (typeof value !== 'object' || value === null) return false
  const draft = value as Record<keyof MacroDraft, unknown>
  const texts = [draft.name, draft.shortcut, draft.folder, draft.body]
  return texts.every((text) => typeof text === 'string') && Array.isArray(draft.passages)
}
