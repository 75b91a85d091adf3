import type { Conversation, ConversationHit } from '@shared/models'
import type { CommandContext, ExitCode } from '../command-context'
import { formatTime, layOutTable, oneLine, wrap } from '../text-layout'

const PER_PAGE = 500
const HITS_MAX = 100

export async function runConversations(
  context: CommandContext,
  searchText: string | undefined,
): Promise<ExitCode> {
  return searchText === undefined ? listConversations(context) : searchConversations(context, searchText)
}

async function listConversations(context: CommandContext): Promise<ExitCode> {
  const { output, signal } = context
  const conversations = await context.withEngine(async (client) => {
    const all: Conversation[] = []
    for (;;) {
      const page = { offset: all.length, limit: PER_PAGE }
      const { conversations, total } = await client.call('conversations.list', page, signal)
      all.push(...conversations)
      if (conversations.length === 0 || all.length >= total) return all
    }
  })
  if (output.isJson) output.json(conversations)
  else if (conversations.length === 0) output.line('There are no conversations yet.')
  else printConversations(context, conversations)
  return 0
}

async function searchConversations(context: CommandContext, text: string): Promise<ExitCode> {
  const { output, signal } = context
  const { hits } = await context.withEngine((client) =>
    client.call('conversations.search', { text, limit: HITS_MAX }, signal),
  )
  if (output.isJson) output.json(hits.map((hit) => ({ ...hit, snippet: withoutMarks(hit.snippet) })))
  else if (hits.length === 0) output.line('Nothing found.')
  else for (const hit of hits) printHit(context, hit)
  return 0
}

function printConversations({ output }: CommandContext, conversations: readonly Conversation[]): void {
  const rows = conversations.map((conversation) => [
    String(conversation.id),
    oneLine(conversation.title),
    String(conversation.messageCount),
    formatTime(conversation.updatedAt),
  ])
  const [heads, ...lines] = layOutTable(
    [
      { head: 'ID', align: 'right' },
      { head: 'TITLE', isFlexible: true },
      { head: 'MESSAGES', align: 'right' },
      { head: 'LAST USED' },
    ],
    rows,
    output.columns,
  )
  output.line(output.dim(heads ?? ''))
  for (const line of lines) output.line(line)
}

function printHit({ output }: CommandContext, { conversation, snippet }: ConversationHit): void {
  output.line(`${conversation.id}  ${output.bold(oneLine(conversation.title))}`)
  output.line(wrap(oneLine(withoutMarks(snippet)), output.columns, '   '))
}

/** The engine marks the matching words with control characters, for the page to light up. */
function withoutMarks(snippet: string): string {
  return snippet.replace(/[\u0002\u0003]/g, '')
}
