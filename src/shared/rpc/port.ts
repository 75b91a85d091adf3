/**
 * The only thing both ends know of the line between them: a MessagePort, a WebSocket, a socket or a child's channel.
 * Messages are plain JSON-like data and arrive in order.
 */
export interface Port {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, whichever side closed. */
  onClose(listener: () => void): void
  close(): void
}
