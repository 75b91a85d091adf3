import type { RewriteAction } from '@shared/draft-contract'
import type { AnswerTask } from '@shared/models'
import type { Settings } from '@shared/settings'

export type ComposerMode = AnswerTask['kind']

export const MODES: readonly {
  readonly mode: ComposerMode
  readonly label: string
  readonly hint: string
}[] = [
  { mode: 'answer', label: 'Ask', hint: 'An answer for you, with its sources' },
  { mode: 'draft', label: 'Reply', hint: 'A reply ready to send to the customer' },
  { mode: 'summary', label: 'Summarise', hint: 'What a long thread says, in a hundred words' },
]

export const PLACEHOLDERS: Readonly<Record<ComposerMode, string>> = {
  answer: 'Ask a question',
  draft: 'Paste the customer’s message or the whole thread',
  summary: 'Paste the thread to summarise',
}

export const TONES: readonly { readonly value: Settings['replyTone']; readonly label: string }[] = [
  { value: 'friendly', label: 'Friendly' },
  { value: 'formal', label: 'Formal' },
  { value: 'brief', label: 'Brief' },
  { value: 'apologetic', label: 'Apologetic' },
]

export const LENGTHS: readonly { readonly value: Settings['replyLength']; readonly label: string }[] = [
  { value: 'short', label: 'Short' },
  { value: 'medium', label: 'Medium' },
  { value: 'long', label: 'Long' },
]

/** Those agents write most; the model can more, and a customer's own language is the default. */
export const LANGUAGES: readonly string[] = [
  ...['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'cs', 'sv', 'da', 'nb', 'fi', 'tr', 'ro', 'hu'],
  ...['el', 'uk', 'ru', 'ar', 'he', 'hi', 'ja', 'ko', 'zh'],
]

export const REWRITES: readonly {
  readonly action: Exclude<RewriteAction, 'translate'>
  readonly label: string
}[] = [
  { action: 'shorter', label: 'Shorter' },
  { action: 'friendlier', label: 'Friendlier' },
  { action: 'clearer', label: 'Clearer' },
  { action: 'grammar', label: 'Fix grammar' },
]

export function languageLabel(tag: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}

/** What stands at the head of an answer: what it was asked to be. */
export function taskLabel(task: AnswerTask | null): string {
  if (task?.kind === 'summary') return 'Summary'
  if (task?.kind !== 'draft') return 'Answer'
  const language = task.language === null ? '' : ` · ${languageLabel(task.language)}`
  return `Reply draft · ${task.tone}${language}`
}

/** The task of what is sent next. */
export function taskOf(mode: ComposerMode, settings: Settings | null): AnswerTask {
  if (mode !== 'draft') return { kind: mode }
  return {
    kind: 'draft',
    tone: settings?.replyTone ?? 'friendly',
    length: settings?.replyLength ?? 'medium',
    language: settings?.replyLanguage ?? null,
  }
}
