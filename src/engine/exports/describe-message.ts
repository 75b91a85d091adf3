import type { Message, Passage } from '@shared/models'

/** What stands above a message: who, what was asked for, and how it was made. */
export function headingOf({ role, task }: Message): string {
  if (role === 'user') return 'Question'
  if (task?.kind === 'draft') return 'Reply draft'
  return task?.kind === 'summary' ? 'Summary' : 'Answer'
}

/** Time, maker and marks of a message, for a quiet line below its heading. */
export function factsOf(message: Message): string[] {
  const facts = [isoTime(message.createdAt)]
  if (message.role === 'user') return facts
  if (message.origin === 'model') facts.push(`written by ${message.modelName ?? 'a model'}`)
  if (message.origin === 'extractive') facts.push('quoted from the knowledge base, without a model')
  if (message.origin === 'none') facts.push('nothing was found')
  if (message.cachedAt !== null) facts.push(`stored answer of ${isoTime(message.cachedAt)}`)
  if (message.state === 'stopped') facts.push('stopped before its end')
  if (message.state === 'failed' || message.state === 'interrupted') facts.push('not complete')
  if (message.usedAt !== null) facts.push(`used ${isoTime(message.usedAt)}`)
  if (message.feedback) facts.push(feedbackOf(message.feedback))
  return facts
}

/** Title, heading and page of a passage: enough to find it in the original. */
export function placeOf({ title, heading, page, isInternal }: Passage): string {
  const parts = [title, heading, page === null ? '' : `page ${page}`].filter(Boolean)
  return parts.join(' · ') + (isInternal ? ' (internal)' : '')
}

/** 2026-03-01 14:05 UTC: the same whoever reads it, wherever. */
export function isoTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function feedbackOf({ verdict, reason, comment }: NonNullable<Message['feedback']>): string {
  const words = verdict === 'good' ? 'marked as good' : `marked as ${reason ?? 'bad'}`
  return comment === '' ? words : `${words}: ${comment}`
}
