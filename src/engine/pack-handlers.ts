import type { Handlers } from '@shared/contract'
import { watchChanges } from './changes/changes'
import type { Ingest } from './ingest/ingest'
import { assertAddress } from './packs/pack-address'
import type { PackTools } from './packs/pack-tools'
import type { Packs } from './packs/packs'

/** Five events a second look alive to a person and cost the page nothing. */
const PACKS_INTERVAL_MS = 200

export interface PackRooms {
  readonly packs: Packs
  readonly packTools: PackTools
  readonly ingest: Ingest
}

/** What the contract says of packs, one line a method. */
export function createPackHandlers({ packs, packTools, ingest }: PackRooms) {
  return {
    'packs.list': () => packs.list(),
    'packs.watch': (_, signal) =>
      watchChanges({ changes: packs.changes, read: packs.list, intervalMs: PACKS_INTERVAL_MS, signal }),
    'packs.install': async ({ from, collectionId = null }, signal) => {
      if ('address' in from) assertAddress(from.address)
      const place = 'handle' in from ? ingest.takePath(from.handle) : from.address
      // an older issue or another key needs somebody with the rights of the machine's user
      const input = { place, collectionId, collection: null, isWatched: null, isForced: false }
      return { outcomes: await packs.install(input, signal) }
    },
    'packs.check': async ({ locationId = null }, signal) => ({
      outcomes: await packs.check(locationId, signal),
    }),
    'packs.remove': async ({ id }) => {
      await packs.remove(id)
      return {}
    },
    'packs.removeLocation': ({ locationId }) => {
      packs.removeLocation(locationId)
      return {}
    },
    'packs.installFrom': async (input, signal) => ({
      outcomes: await packs.install({ ...input, collectionId: null }, signal),
    }),
    'packs.createKey': ({ file }) => packTools.createKey(file),
    'packs.sign': ({ file, keyFile }, signal) => packTools.sign(file, keyFile, signal),
    'packs.verify': ({ file, key }, signal) => packTools.verify(file, key, signal),
    'packs.prepareBuild': async (target, signal) => ({
      vectorCount: await packTools.prepareBuild(target, signal),
    }),
    'packs.build': (input, signal) => packTools.build(input, signal),
  } satisfies Partial<Handlers>
}
