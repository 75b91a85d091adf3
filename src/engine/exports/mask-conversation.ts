import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { Message } from '@shared/models'
import type { ExportedConversation, ExportedMessage, ExportedSource } from './collect-conversation'

/**
 * The same conversation with placeholders for personal details, the same one for the same value in all of the file:
 * title, questions, answers, remarks and what was quoted. Looking through a message takes some milliseconds, so others
 * have their turn between two; rejects with the signal's reason.
 */
export async function maskConversation(
  exported: ExportedConversation,
  mask: (text: string) => string,
  signal: AbortSignal,
): Promise<ExportedConversation> {
  const title = mask(exported.conversation.title)
  const messages: ExportedMessage[] = []
  for (const { message, sources } of exported.messages) {
    messages.push({
      message: maskMessage(message, mask),
      sources: sources.map((source) => maskSource(source, mask)),
    })
    await yieldToOthers()
    signal.throwIfAborted()
  }
  return { ...exported, conversation: { ...exported.conversation, title }, messages }
}

function maskMessage(message: Message, mask: (text: string) => string): Message {
  const { feedback } = message
  return {
    ...message,
    text: mask(message.text),
    feedback: feedback && { ...feedback, comment: mask(feedback.comment) },
  }
}

function maskSource(
  { number, passage, url }: ExportedSource,
  mask: (text: string) => string,
): ExportedSource {
  const { text, title, heading, path } = passage
  return {
    number,
    passage: { ...passage, text: mask(text), title: mask(title), heading: mask(heading), path: mask(path) },
    // with a placeholder in it an address leads nowhere
    url: url !== null && mask(url) === url ? url : null,
  }
}
