import { expect, onTestFinished, test } from 'vitest'
import { createConversations } from '../../src/engine/conversations/conversations'
import { createKnowledge } from '../../src/engine/knowledge/create-knowledge'
import { createMacros } from '../../src/engine/macros/macros'
import { createMacrosHandlers } from '../../src/engine/macros-handlers'
import { createMaskingRoom } from '../../src/engine/masking/masking-room'
import { createSettings } from '../../src/engine/settings/settings-store'
import { SILENT_LOG } from '../../src/shared/log'
import { tempDatabase } from '../helpers/temp-database'

function open() {
  const db = tempDatabase()
  const log = SILENT_LOG
  const now = Date.now
  const settings = createSettings({ db, log })
  const macros = createMacros({ db, knowledge: createKnowledge({ db, log }), model: null as never, now, log })
  onTestFinished(() => macros.close())
  const handlers = createMacrosHandlers({
    macros,
    settings,
    conversations: createConversations({ db, settings, now, log }),
    masking: createMaskingRoom({ db, settings, isForced: false, now, log }),
  })
  const { id } = macros.create({ name: 'Late', shortcut: '', folder: '', body: 'x', passages: [] })
  const signal = new AbortController().signal
  const prepare = async (text: string, conversationId: number | null = null) =>
    handlers['macros.prepare']({ macroId: id, text, conversationId }, signal)
  return { settings, prepare }
}

test('customer and order come from the thread, the agent from the signature', async () => {
  const { settings, prepare } = open()
  settings.update({ replySignature: 'Kind Regards,\nMarta Lindqvist\nVerdeMuse' })
  expect(await prepare('Hello, my name is Ana Ruiz. Where is my order VM-2026-10482?')).toMatchObject({
    known: { customer_name: 'Ana Ruiz', customer_first_name: 'Ana', agent_name: 'Marta Lindqvist' },
    suggested: { order_number: expect.stringContaining('10482') },
    isInternal: false,
  })
})

test('a name in the settings counts more than the signature; what nobody said is not made up', async () => {
  const { settings, prepare } = open()
  settings.update({ agentName: 'Mia', replySignature: 'Marta' })
  // a conversation that is gone says nothing
  const { known, suggested } = await prepare('', 999_999)
  expect(known).toEqual({ agent_name: 'Mia', agent_signature: 'Marta' })
  expect(suggested).toEqual({})
})
