import type { HttpOpening, HttpOptions } from './http-bytes'

/** The way to packs at an address; the HTTP client comes with the first one, because it costs the engine's start 80 ms. */
export interface PackWeb {
  /** Throws as openHttpPack does. */
  open(options: Omit<HttpOptions, 'dispatcher'>): Promise<HttpOpening>
  close(): Promise<void>
}

export function createPackWeb(): PackWeb {
  let loading: ReturnType<typeof load> | null = null
  return {
    async open(options) {
      loading ??= load()
      const { openHttpPack, dispatchers } = await loading
      return openHttpPack({ ...options, dispatcher: dispatchers.for(options.address) })
    },
    async close() {
      const loaded = await loading?.catch(() => null)
      await loaded?.dispatchers.close()
    },
  }
}

async function load() {
  const [{ openHttpPack }, { createDispatchers }] = await Promise.all([
    import('./http-bytes'),
    import('./pack-dispatchers'),
  ])
  return { openHttpPack, dispatchers: createDispatchers() }
}
