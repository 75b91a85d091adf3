import { linkAddress } from '@shared/markdown-html'
import type { ExportedConversation, ExportedMessage, ExportedSource } from './collect-conversation'
import { factsOf, headingOf, isoTime, placeOf } from './describe-message'

/** The conversation as Markdown; what people typed is quoted, so that it cannot be taken for structure of the file. */
export function writeMarkdown({ conversation, messages, exportedAt }: ExportedConversation): string {
  const head = [`# ${oneLine(conversation.title)}`, `_Exported ${isoTime(exportedAt)}_`]
  return `${[...head, ...messages.flatMap(messageBlocks)].join('\n\n')}\n`
}

function messageBlocks({ message, sources }: ExportedMessage): string[] {
  const heading = [`## ${headingOf(message)}`, `_${factsOf(message).map(escaped).join(' · ')}_`]
  const text = message.role === 'user' ? quoted(message.text) : message.text.trim()
  const notice = message.notice ? [`_${escaped(message.notice.message)}_`] : []
  return [...heading, ...(text === '' ? [] : [text]), ...notice, ...sourceBlocks(sources)]
}

function sourceBlocks(sources: readonly ExportedSource[]): string[] {
  if (sources.length === 0) return []
  return [
    '### Sources',
    ...sources.map(({ number, passage, url }) => {
      const address = url === null ? null : linkAddress(url)
      const place = escaped(placeOf(passage))
      const title = address === null ? place : `[${place}](<${address.replaceAll('>', '%3E')}>)`
      return `**[${number}]** ${title}\n\n${quoted(passage.text)}`
    }),
  ]
}

function quoted(text: string): string {
  return text
    .trim()
    .split(/\r?\n/)
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')
}

function oneLine(text: string): string {
  return escaped(text.replace(/\s+/g, ' ').trim())
}

/** Signs that would mean something in a line of ours. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>]/g, '\\$&').replace(/\s+/g, ' ')
}
