import type { ModelAddress } from './answer-model'
import type { Deadline } from './deadline'

/** Loaded at the first need: SDK and HTTP client cost 150 ms, which is a third of the engine's start. */
async function loadSdk() {
  const [core, http, chat, models, transport] = await Promise.all([
    import('@mistralai/mistralai/core.js'),
    import('@mistralai/mistralai/lib/http.js'),
    import('@mistralai/mistralai/funcs/chatStream.js'),
    import('@mistralai/mistralai/funcs/modelsList.js'),
    import('./mistral-http'),
  ])
  return {
    MistralCore: core.MistralCore,
    HTTPClient: http.HTTPClient,
    chatStream: chat.chatStream,
    modelsList: models.modelsList,
    sendForEvents: transport.sendForEvents,
    sendForJson: transport.sendForJson,
    pools: transport.createConnectionPools(),
  }
}
export type Sdk = Awaited<ReturnType<typeof loadSdk>>

/** The SDK writes requests with their headers to the console when MISTRAL_DEBUG is set; nothing here may do that. */
const NO_DEBUG_LOG = { group() {}, groupEnd() {}, log() {} }
/** Without a key the SDK would look for one in the environment; the header with this word is taken off again. */
const NO_KEY = 'none'

export interface SdkLoader {
  load(): Promise<Sdk>
  /** Ends all connections, if there were any. */
  close(): Promise<void>
}

export function createSdkLoader(): SdkLoader {
  let loading: Promise<Sdk> | null = null
  return {
    load() {
      loading ??= loadSdk()
      return loading
    },
    async close() {
      const sdk = await loading?.catch(() => null)
      await sdk?.pools.close()
    },
  }
}

export interface ClientOptions {
  readonly sdk: Sdk
  readonly address: ModelAddress
  readonly deadline: Deadline
  readonly reply: 'events' | 'json'
  readonly onSent?: () => void
  /** A reply of the kind that was asked for has come. */
  readonly onReply?: () => void
}

/** The SDK's client for one request, over the connections that are kept. */
export function createClient({ sdk, address, deadline, reply, onSent, onReply }: ClientOptions) {
  const { serverUrl, apiKey } = address
  const sendForReply = reply === 'events' ? sdk.sendForEvents : sdk.sendForJson
  const httpClient = new sdk.HTTPClient({
    async fetcher(input) {
      onSent?.()
      const response = await sendForReply(input as Request, {
        dispatcher: sdk.pools.for(serverUrl),
        signal: deadline.signal,
        hasKey: apiKey !== null,
      })
      onReply?.()
      return response
    },
  })
  return new sdk.MistralCore({
    apiKey: apiKey ?? NO_KEY,
    serverURL: serverUrl,
    httpClient,
    retryConfig: { strategy: 'none' },
    debugLogger: NO_DEBUG_LOG,
  })
}
