/** In the data folder while an engine runs, readable by its user alone: where the engine listens, and proof of having read this. */
export const LOCAL_SOCKET_FILE = 'engine-socket.json'

export interface LocalSocketAddress {
  readonly path: string
  readonly token: string
}

/** First line a client sends; the engine answers with LocalSocketWelcome, then lines are the messages of a port. */
export interface LocalSocketHello {
  readonly token: string
}

export interface LocalSocketWelcome {
  readonly type: 'welcome'
}
