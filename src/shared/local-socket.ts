import { z } from 'zod'

/** In the data folder while an engine runs, readable by its user alone: where the engine listens, and proof of having read this. */
export const LOCAL_SOCKET_FILE = 'engine-socket.json'

const hostSchema = z.object({
  name: z.enum(['desktop app', 'browser shell', 'terminal']),
  pid: z.number().int().positive(),
})

const addressSchema = z.object({ path: z.string(), token: z.string(), host: hostSchema.optional() })

/** The process that started the engine, and starts it again when it was killed. */
export type EngineOwner = Readonly<z.infer<typeof hostSchema>>

/** `host` is missing in what an older version left behind. */
export type LocalSocketAddress = Readonly<z.infer<typeof addressSchema>>

/** Null for what is no address: a file cut short, or not ours. */
export function parseLocalSocketAddress(text: string): LocalSocketAddress | null {
  try {
    return addressSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** First line a client sends; the engine answers with LocalSocketWelcome, then lines are the messages of a port. */
export interface LocalSocketHello {
  readonly token: string
}

export interface LocalSocketWelcome {
  readonly type: 'welcome'
}
