import type { Handlers } from '@shared/contract'
import type { macrosContract } from '@shared/macros-contract'
import { asName } from './ask/thread/people'
import { readThread } from './ask/thread/read-thread'
import { watchChanges } from './changes/changes'
import type { Conversations } from './conversations/conversations'
import type { Macros } from './macros/macros'
import type { MaskingRoom } from './masking/masking-room'
import type { SettingsStore } from './settings/settings-store'

export interface MacroRooms {
  readonly macros: Macros
  readonly conversations: Pick<Conversations, 'messages'>
  readonly masking: Pick<MaskingRoom, 'evaluate'>
  readonly settings: Pick<SettingsStore, 'get'>
}

/** An import of a thousand is one change; a person edits once in seconds. */
const WATCH_INTERVAL_MS = 200
const MESSAGES_LOOKED_AT = 10
/** "Kind Regards" is written like a name. */
const CLOSING =
  /regards|wishes|greetings|sincerely|cheers|thanks|thank you|gr[uü](?:ß|ss)e|cordialement|saludos|atentamente|saluti|groet/i

/** What the contract has about canned replies, one line a method. */
export function createMacrosHandlers(rooms: MacroRooms): Pick<Handlers, keyof typeof macrosContract> {
  const { macros } = rooms
  const list = () => ({ macros: macros.list() })
  return {
    'macros.list': list,
    'macros.watch': (_, signal) =>
      watchChanges({ changes: macros.changes, read: list, intervalMs: WATCH_INTERVAL_MS, signal }),
    'macros.count': (_, signal) =>
      watchChanges({
        changes: macros.changes,
        read: macros.count,
        intervalMs: WATCH_INTERVAL_MS,
        signal,
      }),
    'macros.get': ({ macroId }) => macros.get(macroId),
    'macros.create': (fields) => macros.create(fields),
    'macros.update': (update) => macros.update(update),
    'macros.remove': ({ macroIds }) => ({ removed: macros.remove(macroIds) }),
    'macros.moveFolder': ({ from, to }) => ({ moved: macros.moveFolder(from, to) }),
    'macros.prepare': (request) => prepare(rooms, request),
    'macros.used': ({ macroId }) => {
      macros.used(macroId)
      return {}
    },
    'macros.propose': ({ macroId }) => macros.propose(macroId),
    'macros.rewrite': ({ macroId }, signal) => macros.rewrite(macroId, signal),
    'macros.settle': ({ macroId, body }) => macros.settle(macroId, body),
    'macros.import': (options) => macros.import(options),
    'macros.export': ({ as, folder }) => macros.export(as, folder),
  }
}

function prepare(
  rooms: MacroRooms,
  request: { readonly macroId: number; readonly text: string; readonly conversationId: number | null },
) {
  const { body, isInternal } = rooms.macros.get(request.macroId)
  const thread = request.text.trim() === '' ? '' : request.text
  const earlier = lastQuestion(rooms, request.conversationId)
  const customer = nameIn(thread) ?? nameIn(earlier)
  const order = orderIn(rooms, thread) ?? orderIn(rooms, earlier)
  const { agentName, replySignature } = rooms.settings.get()
  const agent = agentName.trim() || signedName(replySignature)
  return {
    body,
    isInternal,
    known: {
      ...(customer ? { customer_name: customer, customer_first_name: customer.split(' ')[0] ?? '' } : {}),
      ...(agent ? { agent_name: agent } : {}),
      ...(replySignature.trim() ? { agent_signature: replySignature.trim() } : {}),
    },
    suggested: order ? { order_number: order } : ({} as Record<string, string>),
  }
}

function nameIn(text: string): string | null {
  return text === '' ? null : readThread(text).customerName
}

function orderIn({ masking }: MacroRooms, text: string): string | null {
  if (text === '') return null
  const found = masking.evaluate(text).spans.filter(({ kind }) => kind === 'order')
  const last = found.at(-1)
  return last ? text.slice(last.start, last.end) : null
}

/** A conversation that went meanwhile says nothing. */
function lastQuestion({ conversations }: MacroRooms, conversationId: number | null): string {
  if (conversationId === null) return ''
  try {
    const { messages } = conversations.messages({ conversationId, limit: MESSAGES_LOOKED_AT })
    return messages.findLast(({ role }) => role === 'user')?.text ?? ''
  } catch {
    return ''
  }
}

/** The first line of a signature that is a person's name. */
function signedName(signature: string): string | null {
  for (const line of signature.split('\n')) {
    const name = CLOSING.test(line) ? null : asName(line)
    if (name) return name
  }
  return null
}
