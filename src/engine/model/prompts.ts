import { createHash } from 'node:crypto'
import { AppError } from '@shared/errors'
import type { Prompt, PromptName, PromptVersion } from '@shared/model-models'
import type { WritableDb } from '../db/open-database'
import { withStorageErrors } from '../db/storage-error'
import { assertUsableText, fillPlaceholders, type PromptPlaceholder } from './prompt-text'

/** What a room tells the model, as it comes with the app. */
export interface ShippedPrompt {
  readonly name: PromptName
  readonly title: string
  readonly about: string
  /** May be changed by the person; holds placeholders such as {{tone}}. */
  readonly text: string
  /** Stands behind whatever the text says, and cannot be changed: what protects from documents that give orders. */
  readonly frame: string
  readonly placeholders: readonly PromptPlaceholder[]
}

/** A prompt as it is sent, fixed when the question is asked. */
export interface ResolvedPrompt {
  readonly system: string
  /** Part of every cache key: another text, another version. */
  readonly version: string
}

export interface Prompts {
  /** `values` by the names of the placeholders; each that the text may hold must be given. */
  get(name: PromptName, values?: Readonly<Record<string, string>>): ResolvedPrompt
  list(): Prompt[]
  /** Throws bad_request with the sentence that says what is wrong with the text. */
  save(name: PromptName, text: string): Prompt
  /** Back to the text that comes with the app; what was written stays in the history. */
  reset(name: PromptName): Prompt
  /** The newest first. */
  versions(name: PromptName): PromptVersion[]
}

export interface PromptsOptions {
  readonly db: WritableDb
  readonly shipped: readonly ShippedPrompt[]
  readonly now: () => number
  readonly onChange: () => void
}

/** A history to look back in, not an archive. */
const KEPT_VERSIONS = 100

interface SavedText {
  readonly text: string | null
  readonly shippedHash: string
}

export function createPrompts({ db, shipped, now, onChange }: PromptsOptions): Prompts {
  const statements = prepare(db)
  /** Undefined: never changed. */
  const saved = new Map(shipped.map(({ name }) => [name, statements.newest.get(name)]))

  function find(name: PromptName): ShippedPrompt {
    const found = shipped.find((one) => one.name === name)
    if (!found) throw new AppError('not_found', 'There is no such prompt.')
    return found
  }

  function textOf({ name, text }: ShippedPrompt): string {
    return saved.get(name)?.text ?? text
  }

  function show(prompt: ShippedPrompt): Prompt {
    const mine = saved.get(prompt.name)
    const isChanged = (mine?.text ?? null) !== null
    return {
      name: prompt.name,
      title: prompt.title,
      about: prompt.about,
      text: textOf(prompt),
      frame: prompt.frame,
      placeholders: prompt.placeholders.map(({ name, about }) => ({ name, about })),
      isChanged,
      isShippedNewer: isChanged && mine?.shippedHash !== hash(prompt.text),
    }
  }

  const add = db.transaction((row: { name: PromptName; text: string | null } & SavedText) => {
    statements.add.run({ ...row, at: now() })
    statements.dropOld.run({ name: row.name, kept: KEPT_VERSIONS })
  })

  function put(name: PromptName, text: string | null): Prompt {
    const prompt = find(name)
    const before = saved.get(name)?.text ?? null
    if (text === before) return show(prompt)
    const row = { name, text, shippedHash: hash(prompt.text) }
    withStorageErrors(() => add.immediate(row))
    saved.set(name, row)
    onChange()
    return show(prompt)
  }

  return {
    get(name, values = {}) {
      const prompt = find(name)
      const text = textOf(prompt)
      const filled = fillPlaceholders(text, values)
      return { system: `${filled}\n\n${prompt.frame}`, version: hash(`${text}\n\n${prompt.frame}`) }
    },
    list: () => shipped.map(show),
    save(name, text) {
      const prompt = find(name)
      const trimmed = text.toWellFormed().replaceAll('\r\n', '\n').trim()
      assertUsableText(trimmed, prompt.placeholders)
      return put(name, trimmed === prompt.text ? null : trimmed)
    },
    reset: (name) => put(name, null),
    versions(name) {
      const prompt = find(name)
      return statements.versions.all(name).map(({ text, ...row }) => ({
        ...row,
        text: text ?? prompt.text,
        isShipped: text === null,
      }))
    },
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

function prepare(db: WritableDb) {
  return {
    newest: db.prepare<[PromptName], SavedText>(
      `SELECT text, shipped_hash AS shippedHash FROM prompt_versions WHERE name = ? ORDER BY id DESC LIMIT 1`,
    ),
    add: db.prepare(
      `INSERT INTO prompt_versions (name, text, shipped_hash, created_at) VALUES (@name, @text, @shippedHash, @at)`,
    ),
    dropOld: db.prepare(
      `DELETE FROM prompt_versions WHERE name = @name AND id <= (
         SELECT id FROM prompt_versions WHERE name = @name ORDER BY id DESC LIMIT 1 OFFSET @kept)`,
    ),
    versions: db.prepare<[PromptName], { id: number; text: string | null; createdAt: number }>(
      `SELECT id, text, created_at AS createdAt FROM prompt_versions WHERE name = ? ORDER BY id DESC`,
    ),
  }
}
