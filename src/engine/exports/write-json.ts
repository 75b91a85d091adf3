import { APP_NAME } from './app-name'
import type { ExportedConversation, ExportedMessage } from './collect-conversation'

/** Grows when a field changes its meaning or goes; new ones may come. */
const FORMAT_VERSION = 1

/** For programs. Times are ISO 8601; `sources[].number` is the n of [n] in the text. */
export function writeJson({ conversation, messages, exportedAt, appVersion }: ExportedConversation): string {
  const document = {
    format: 'verdemuse-conversation',
    version: FORMAT_VERSION,
    exportedAt: new Date(exportedAt).toISOString(),
    exportedBy: `${APP_NAME} ${appVersion}`,
    title: conversation.title,
    createdAt: new Date(conversation.createdAt).toISOString(),
    updatedAt: new Date(conversation.updatedAt).toISOString(),
    messages: messages.map(messageOf),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

function messageOf({ message, sources }: ExportedMessage) {
  const { role, text, state, task, createdAt } = message
  if (role === 'user') return { role, text, createdAt: new Date(createdAt).toISOString() }
  return {
    role,
    task: task ?? { kind: 'answer' },
    text,
    state,
    createdAt: new Date(createdAt).toISOString(),
    origin: message.origin,
    model: message.modelName,
    storedAt: timeOf(message.cachedAt),
    usedAt: timeOf(message.usedAt),
    feedback: message.feedback,
    notice: message.notice,
    sources: sources.map(({ number, passage, url }) => ({
      number,
      title: passage.title,
      heading: passage.heading || null,
      page: passage.page,
      path: passage.path,
      externalId: passage.externalId,
      url,
      isInternal: passage.isInternal,
      start: passage.start,
      end: passage.end,
      text: passage.text,
    })),
  }
}

function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
