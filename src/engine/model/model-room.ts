import { toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type {
  BudgetState,
  HeldKey,
  ModelHealth,
  ModelOverview,
  ProfileFields,
  ProfilePatch,
} from '@shared/model-models'
import type { Notice, Status } from '@shared/models'
import type { Settings, SettingsPatch } from '@shared/settings'
import { type Changes, createChanges } from '../changes/changes'
import type { WritableDb } from '../db/open-database'
import type { MaskingRoom } from '../masking/masking-room'
import type { AnswerModel } from './answer-model'
import { createBudget } from './budget'
import { createCircuit } from './circuit'
import { createGuardedModel, lineOf } from './guarded-model'
import { createLastRequest } from './last-request'
import { createMaskedStream } from './masked-stream'
import { createMistral } from './mistral'
import { createModelKeys } from './model-keys'
import type { ModelTarget } from './model-request'
import { toTarget } from './model-target'
import type { StoredProfile } from './profile-rows'
import { createProfiles } from './profiles'
import { createPrompts, type Prompts, type ShippedPrompt } from './prompts'
import { cannotAsk, type ModelTest, testModel } from './test-model'
import { createModelUsage, type ModelUsage } from './usage'

export type ModelList =
  | { readonly kind: 'ok'; readonly names: string[] }
  | { readonly kind: 'failed'; readonly notice: Notice }

/** Who writes answers: profiles with their keys, the way to their servers, and what they cost. */
export interface ModelRoom {
  /** With whom an answer that is asked for now would be written. */
  target(): ModelTarget
  /** Refuses at once while the server is left alone or the day's budget is used up; counts what was used. */
  readonly stream: AnswerModel['stream']
  /** Also while the server is left alone: who tests wants to know now. A success ends the rest. */
  test(profileId: number | null, signal: AbortSignal): Promise<ModelTest>
  list(profileId: number, signal: AbortSignal): Promise<ModelList>
  overview(): ModelOverview
  health(): ModelHealth
  budget(): BudgetState
  readonly usage: Pick<ModelUsage, 'days'>
  /** What the model is told, by the kind of work. */
  readonly prompts: Prompts
  addProfile(fields: ProfileFields): number
  updateProfile(id: number, patch: ProfilePatch): void
  removeProfile(id: number): void
  activate(id: number): void
  /** Held in memory only, never logged. */
  setApiKey(given: HeldKey): void
  confirmKey(profileId: number): void
  lastRequest(): Status['lastRequest']
  readonly changes: Changes
  close(): Promise<void>
}

export interface ModelRoomOptions {
  readonly db: WritableDb
  readonly settings: {
    get(): Settings
    update(patch: SettingsPatch): unknown
    readonly changes: Pick<Changes, 'onChange'>
  }
  readonly shippedPrompts: readonly ShippedPrompt[]
  readonly now: () => number
  readonly log: Logger
  readonly masking: Pick<MaskingRoom, 'begin' | 'sent'>
  readonly random?: () => number
  /** Tests may write answers themselves; the product asks Mistral. */
  readonly model?: AnswerModel
}

/** The SDK's modules take 70 ms: loaded when the start is over, before the first question. */
const WARM_UP_AFTER_MS = 3000

export function createModelRoom(options: ModelRoomOptions): ModelRoom {
  const { db, settings, now, log, random = Math.random } = options
  const changes = createChanges()
  const mistral = options.model ?? createMistral({ log: log.child('mistral'), now })
  const profiles = createProfiles({ db, settings, onChange: changes.emit })
  const keys = createModelKeys(profiles)
  const usage = createModelUsage({ db, now, log, onChange: changes.emit })
  const budget = createBudget({ usage, settings })
  const prompts = createPrompts({ db, shipped: options.shippedPrompts, now, onChange: changes.emit })
  const circuit = createCircuit({ now, random, onChange: changes.emit })
  const lastRequest = createLastRequest({ now, onChange: changes.emit })
  const guarded = createGuardedModel({ model: mistral, circuit, budget, usage, profiles, lastRequest })
  let warmUp: NodeJS.Timeout | undefined
  // four fields of the profile in use and the limits of the day stand there
  const stopListening = settings.changes.onChange(changes.emit)

  const targetOf = (profile: StoredProfile) => toTarget(profile, keys, settings.get())
  const lineOfProfile = ({ id: profileId, serverUrl }: StoredProfile) => lineOf({ profileId, serverUrl })
  const health = () => circuit.read(lineOfProfile(profiles.active()))
  const resetLine = (profileId: number) => circuit.reset(lineOfProfile(profiles.get(profileId)))

  async function list(profileId: number, signal: AbortSignal): Promise<ModelList> {
    try {
      const target = targetOf(profiles.get(profileId))
      if (target.obstacle) throw cannotAsk(target.obstacle)
      return { kind: 'ok', names: await mistral.list(target, signal) }
    } catch (thrown) {
      const { code, message } = toAppError(thrown)
      if (code === 'cancelled') throw thrown
      return { kind: 'failed', notice: { code, level: 'error', message } }
    }
  }

  return {
    target: () => targetOf(profiles.active()),
    stream: createMaskedStream(guarded.stream, options.masking),
    test(profileId, signal) {
      const profile = profileId === null ? profiles.active() : profiles.get(profileId)
      return testModel({ stream: guarded.streamAnyway }, targetOf(profile), signal)
    },
    list,
    overview: () => ({
      profiles: profiles.list().map((profile) => {
        const { keyOrigin, ...shown } = profile
        const key = keys.state(profile)
        return { ...shown, key, keyServer: key === 'none' ? null : keyOrigin }
      }),
      budget: budget.read(),
      health: health(),
    }),
    health,
    budget: budget.read,
    usage,
    prompts,
    addProfile: (fields) => profiles.add(fields).id,
    updateProfile: (id, patch) => void profiles.update(id, patch),
    removeProfile(id) {
      profiles.remove(id)
      keys.forget(id)
    },
    activate: profiles.activate,
    setApiKey(given) {
      keys.set(given)
      clearTimeout(warmUp)
      if (given.apiKey !== null) warmUp = setTimeout(mistral.warmUp, WARM_UP_AFTER_MS).unref()
      if (profiles.list().some(({ id }) => id === given.profileId)) resetLine(given.profileId)
      changes.emit()
    },
    confirmKey(profileId) {
      keys.confirm(profileId)
      resetLine(profileId)
      changes.emit()
    },
    lastRequest: lastRequest.read,
    changes,
    async close() {
      stopListening()
      clearTimeout(warmUp)
      usage.flush()
      await mistral.close()
    },
  }
}
