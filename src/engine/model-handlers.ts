import type { Handlers } from '@shared/contract'
import type { modelContract } from '@shared/model-contract'
import { watchChanges } from './changes/changes'
import type { ModelRoom } from './model/model-room'

/** Five events a second look alive to a person and cost the page nothing. */
const OVERVIEW_INTERVAL_MS = 200

export interface ModelRooms {
  readonly model: ModelRoom
}

/** What the contract has about who writes answers. */
export function createModelHandlers({ model }: ModelRooms): Pick<Handlers, keyof typeof modelContract> {
  return {
    'model.overview': () => model.overview(),
    'model.watch': (_, signal) =>
      watchChanges({
        changes: model.changes,
        read: model.overview,
        intervalMs: OVERVIEW_INTERVAL_MS,
        signal,
      }),
    'model.addProfile': (fields) => ({ profileId: model.addProfile(fields) }),
    'model.updateProfile': ({ profileId, patch }) => done(model.updateProfile(profileId, patch)),
    'model.removeProfile': ({ profileId }) => done(model.removeProfile(profileId)),
    'model.activate': ({ profileId }) => done(model.activate(profileId)),
    'model.confirmKey': ({ profileId }) => done(model.confirmKey(profileId)),
    'model.test': ({ profileId }, signal) => model.test(profileId, signal),
    'model.list': ({ profileId }, signal) => model.list(profileId, signal),
    'model.usage': ({ days }) => ({ days: model.usage.days(days) }),
    'prompts.list': () => ({ prompts: model.prompts.list() }),
    'prompts.save': ({ name, text }) => model.prompts.save(name, text),
    'prompts.reset': ({ name }) => model.prompts.reset(name),
    'prompts.versions': ({ name }) => ({ versions: model.prompts.versions(name) }),
    'secrets.setApiKey': (given) => done(model.setApiKey(given)),
  }
}

function done(_: unknown): Record<string, never> {
  return {}
}
