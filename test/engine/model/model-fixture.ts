import { onTestFinished } from 'vitest'
import type { WritableDb } from '../../../src/engine/db/open-database'
import { createMaskingRoom } from '../../../src/engine/masking/masking-room'
import { createMistral } from '../../../src/engine/model/mistral'
import { toModelRequest } from '../../../src/engine/model/model-request'
import { createModelRoom, type ModelRoom } from '../../../src/engine/model/model-room'
import { createSettings, type SettingsStore } from '../../../src/engine/settings/settings-store'
import { AppError } from '../../../src/shared/errors'
import { SILENT_LOG } from '../../../src/shared/log'
import type { TokenUsage } from '../../../src/shared/models'
import type { SettingsPatch } from '../../../src/shared/settings'
import { type FakeMistral, type FakeMistralScript, startFakeMistral } from '../../helpers/fake-mistral'
import { tempDatabase } from '../../helpers/temp-database'

export const KEY = 'sk-of-the-first-profile'

export interface ModelFixture {
  readonly db: WritableDb
  readonly room: ModelRoom
  readonly settings: SettingsStore
  readonly server: FakeMistral
  /** What was waited before a request was sent again, in milliseconds. */
  readonly waits: readonly number[]
  readonly clock: { now: number }
  /** Asks, and gives what came of it; never throws. */
  ask(question?: string, signal?: AbortSignal): Promise<Asked>
}

export interface Asked {
  readonly text: string
  readonly end: string | null
  readonly usage: TokenUsage | null
  readonly error: AppError | null
}

export interface ModelFixtureOptions {
  readonly script?: FakeMistralScript
  readonly settings?: SettingsPatch
  /** Another address than the fake server's. */
  readonly serverUrl?: string
  readonly db?: WritableDb
}

/** The room over a real database and real HTTP, with a key for the server. */
export async function startModels(options: ModelFixtureOptions = {}): Promise<ModelFixture> {
  const { script = {}, db = tempDatabase() } = options
  const server = await startFakeMistral(script)
  const waits: number[] = []
  const clock = { now: Date.UTC(2026, 5, 1, 12) }
  const now = () => clock.now
  const settings = createSettings({ db, log: SILENT_LOG })
  settings.update({ serverUrl: options.serverUrl ?? server.url, ...options.settings })
  const room = createModelRoom({
    db,
    settings,
    masking: createMaskingRoom({ db, settings, isForced: false, now, log: SILENT_LOG }),
    shippedPrompts: [],
    now,
    log: SILENT_LOG,
    random: () => 0,
    model: createMistral({
      log: SILENT_LOG,
      now,
      wait: async (waitMs) => void waits.push(waitMs),
      random: () => 1,
    }),
  })
  room.setApiKey({ profileId: 1, apiKey: KEY, isStored: false })
  onTestFinished(async () => {
    await room.close()
    await server.stop()
  })

  async function ask(question = 'How often?', signal = new AbortController().signal): Promise<Asked> {
    let text = ''
    try {
      const pieces = room.stream(
        toModelRequest(room.target(), [{ role: 'user', content: question }], () => {}),
        signal,
      )
      for (;;) {
        const next = await pieces.next()
        if (next.done) return { text, ...next.value, error: null }
        text += next.value
      }
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown
      return { text, end: null, usage: null, error: thrown }
    }
  }

  return { db, room, settings, server, waits, clock, ask }
}
