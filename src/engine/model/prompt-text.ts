import { AppError } from '@shared/errors'

export interface PromptPlaceholder {
  readonly name: string
  readonly about: string
  /** Without it the text would not do what its room promises. */
  readonly isRequired: boolean
}

/** Some three times the longest that comes with the app; each token of it is paid for with each question. */
const MAX_CHARS = 8000
const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g

/** Throws bad_request with a sentence for the first thing that would not work. */
export function assertUsableText(text: string, placeholders: readonly PromptPlaceholder[]): void {
  if (text === '') throw wrong('The text is empty. To get the one that comes with VerdeMuse, put it back.')
  if (text.length > MAX_CHARS)
    throw wrong(
      `The text has ${text.length.toLocaleString('en')} characters; ${MAX_CHARS.toLocaleString('en')} is the most.`,
    )
  const used = new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))
  const known = placeholders.map(({ name }) => name)
  const unknown = [...used].find((name) => !known.includes(name))
  if (unknown !== undefined) throw wrong(`{{${unknown}}} stands for nothing here. ${knownWords(known)}`)
  const missing = placeholders.find(({ name, isRequired }) => isRequired && !used.has(name))
  if (missing) throw wrong(`The text needs {{${missing.name}}}: ${missing.about}`)
}

export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : whole,
  )
}

function knownWords(known: readonly string[]): string {
  if (known.length === 0) return 'This text has no placeholders.'
  return `There is ${known.map((name) => `{{${name}}}`).join(', ')}.`
}

function wrong(message: string): AppError {
  return new AppError('bad_request', message)
}
