import type {
  ApiKeyState,
  Bridge,
  EngineState,
  MenuAction,
  OpenedOriginal,
  PickedFiles,
  PickKind,
  TextFile,
} from './bridge'
import type { WireError } from './errors'

/**
 * Everything that page and main may say to each other, by channel. Types only: the preload carries no schema library,
 * and main checks each input by a schema that this table demands. Questions and files go by port to the engine.
 */
export interface DesktopCalls {
  /** One port, as a message on `verdemuse:port`, as soon as there is an engine. */
  'engine:port': { readonly input: null; readonly output: null }
  /** The state now and from then on, as messages on `engine:state`. */
  'engine:watch': { readonly input: null; readonly output: null }
  'engine:restart': { readonly input: null; readonly output: null }
  'files:pick': { readonly input: PickKind; readonly output: PickedFiles | null }
  /** Paths that the preload read from a real drop; the page has no way to name one. */
  'files:dropped': { readonly input: readonly string[]; readonly output: PickedFiles | null }
  /** True when it was saved where the person chose; false when they cancelled. */
  'files:save': { readonly input: TextFile; readonly output: boolean }
  /** Of one profile, by its number. */
  'secrets:state': { readonly input: number; readonly output: ApiKeyState }
  'secrets:save': {
    readonly input: { readonly profileId: number; readonly apiKey: string }
    readonly output: ApiKeyState
  }
  'secrets:remove': { readonly input: number; readonly output: ApiKeyState }
  'links:open': { readonly input: string; readonly output: null }
  'documents:open': { readonly input: number; readonly output: OpenedOriginal }
}
export type DesktopCall = keyof DesktopCalls

export interface DesktopMessages {
  readonly 'engine:state': EngineState
  readonly 'menu:action': MenuAction
}
export type DesktopMessage = keyof DesktopMessages

/** Carries a MessagePort: from main to the preload, and from there to the page under the same name. */
export const PORT_CHANNEL = 'verdemuse:port'

/** An error by throwing would lose its code on the way, so an answer says which it is. */
export type DesktopReply =
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly error: WireError }

/** The page's home. A scheme of our own: no other page has this origin, and no file of the disk is reachable from it. */
export const APP_SCHEME = 'app'
export const APP_HOST = 'verdemuse'
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`

/** Argument by which main tells the preload the version; a sandboxed preload reads no file. */
export const VERSION_ARGUMENT = '--verdemuse-version='

/**
 * `window.verdemuse` under Electron: the Bridge, but for what cannot cross a context bridge. A port comes as a window
 * message `verdemuse:port`; a drop is read by the preload itself, so the page hands over nothing.
 */
export interface DesktopApi extends Omit<Bridge, 'connect' | 'acceptDrop' | 'onMenuAction'> {
  requestPort(): void
  /** What the last drop on the window brought. Null when it brought no file of the disk. */
  acceptDrop(): Promise<PickedFiles | null>
  onMenuAction(listener: (action: MenuAction) => void): () => void
}
