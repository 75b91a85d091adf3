import { type AppError, toAppError } from '@shared/errors'
import type { Conversation, Message } from '@shared/models'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useCall, useClient } from '../engine/use-engine'

export interface ConversationState {
  readonly kind: 'new' | 'loading' | 'ready' | 'failed'
  readonly error: AppError | null
  readonly conversation: Conversation | null
  readonly messages: readonly Message[]
  readonly hasEarlier: boolean
  readonly showEarlier: () => void
  readonly reload: () => void
  /** Puts a message as it was saved in the place of the one that was read. */
  readonly replace: (message: Message) => void
}

interface Additions {
  readonly conversationId: number | null
  readonly earlier: readonly Message[]
  /** Null while the first page decides. */
  readonly hasEarlier: boolean | null
  readonly replaced: ReadonlyMap<number, Message>
}

const NOTHING = { earlier: [], hasEarlier: null, replaced: new Map<number, Message>() } as const

/** The newest messages of a conversation, earlier ones on request. A null id is a conversation yet to begin. */
export function useConversation(conversationId: number | null, limit: number): ConversationState {
  const client = useClient()
  const page = useCall('conversations.messages', conversationId === null ? null : { conversationId, limit })
  const [stored, setAdditions] = useState<Additions>({ conversationId, ...NOTHING })
  const additions = stored.conversationId === conversationId ? stored : { conversationId, ...NOTHING }

  const output = page.kind === 'ready' ? page.output : null
  const lastOutput = useRef<typeof output>(null)
  // a page read anew begins later: what it leaves out above stays in sight where earlier messages stand
  useEffect(() => {
    const before = lastOutput.current
    lastOutput.current = output
    const firstId = output?.messages[0]?.id
    if (!before || !output || firstId === undefined || before.conversation.id !== output.conversation.id)
      return
    const leftOut = before.messages.filter(({ id }) => id < firstId)
    // emptied or deleted there, and not pushed out by newer ones
    if (leftOut.length === 0 || !output.hasEarlier) return
    setAdditions((last) => {
      const own = last.conversationId === output.conversation.id ? last : null
      const base = own ?? { conversationId: output.conversation.id, ...NOTHING }
      const known = new Set(base.earlier.map(({ id }) => id))
      return {
        ...base,
        earlier: [...base.earlier, ...leftOut.filter(({ id }) => !known.has(id))],
        hasEarlier: base.hasEarlier ?? before.hasEarlier,
      }
    })
  }, [output])
  // what was read anew is newer than what was put in its place before
  useEffect(() => {
    if (output)
      setAdditions((last) =>
        last.replaced.size === 0
          ? last
          : { ...last, replaced: keepUnfinished(last.replaced, output.messages) },
      )
  }, [output])

  const messages = useMemo(() => {
    const newest = output?.messages ?? []
    const firstId = newest[0]?.id ?? Number.POSITIVE_INFINITY
    // where nothing is earlier any more, the conversation was cleared
    const earlier = output?.hasEarlier ? additions.earlier.filter(({ id }) => id < firstId) : []
    const all = [...earlier, ...newest]
    return additions.replaced.size === 0
      ? all
      : all.map((message) => additions.replaced.get(message.id) ?? message)
  }, [output, additions])

  const firstId = messages[0]?.id
  const showEarlier = useCallback(() => {
    if (conversationId === null || firstId === undefined) return
    client.call('conversations.messages', { conversationId, beforeId: firstId, limit }).then(
      (earlierPage) =>
        setAdditions((last) => {
          const own = last.conversationId === conversationId ? last : { conversationId, ...NOTHING }
          // asked for twice before it came, it is shown once
          const known = new Set(own.earlier.map(({ id }) => id))
          return {
            ...own,
            earlier: [...earlierPage.messages.filter(({ id }) => !known.has(id)), ...own.earlier],
            hasEarlier: earlierPage.hasEarlier,
          }
        }),
      (thrown) => toAppError(thrown), // the button stays, and can be pressed again
    )
  }, [client, conversationId, firstId, limit])

  const replace = useCallback(
    (message: Message) => {
      // a late word about another conversation, which is read again when it is shown
      if (message.conversationId !== conversationId) return
      setAdditions((last) => {
        const own = last.conversationId === conversationId ? last : null
        const base = own ?? { conversationId, ...NOTHING }
        return { ...base, replaced: new Map(base.replaced).set(message.id, message) }
      })
    },
    [conversationId],
  )

  return {
    kind: conversationId === null ? 'new' : page.kind,
    error: page.kind === 'failed' ? page.error : null,
    conversation: output?.conversation ?? null,
    messages,
    hasEarlier: output?.hasEarlier === true && (additions.hasEarlier ?? true),
    showEarlier,
    reload: page.reload,
    replace,
  }
}

function keepUnfinished(
  replaced: ReadonlyMap<number, Message>,
  read: readonly Message[],
): ReadonlyMap<number, Message> {
  const settled = new Set(read.filter(({ state }) => state !== 'streaming').map(({ id }) => id))
  return new Map([...replaced].filter(([id]) => !settled.has(id)))
}
