import type { WireError } from './errors'
import type { MissingOriginal } from './models'
import type { Port } from './rpc/port'

/** How the engine process is doing, as its host sees it. */
export type EngineState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running' }
  /** Crashed and about to be started again; `attempt` counts from 1. */
  | { readonly kind: 'restarting'; readonly attempt: number }
  /** Given up after too many crashes, or refused to start. The safe screen shows `error` and where the log is. */
  | { readonly kind: 'failed'; readonly error: WireError; readonly logFolder: string }

/** What the page may learn about the key: where it is kept, never what it is. */
export interface ApiKeyState {
  readonly state: 'none' | 'configured'
  /** keychain: encrypted by the system; memory: gone when the app closes; environment: set outside the app. */
  readonly storage: 'keychain' | 'memory' | 'environment'
}

/** A list or a conversation for another program. */
export interface TextFile {
  readonly fileName: string
  readonly mediaType: string
  readonly text: string
  /** base64: `text` stands for bytes. UTF-8 when it is left out. */
  readonly encoding?: 'utf8' | 'base64' | undefined
}

/** pack: one file that brings documents along. */
export type PickKind = 'files' | 'folder' | 'pack'

export interface PickedFiles {
  /** For `import.start`; one handle stands for one file or one folder. */
  readonly handles: readonly string[]
  /** What could not be handed over at all, with a sentence each; absent when everything could. */
  readonly refused?: readonly { readonly name: string; readonly message: string }[]
}

/** downloading: the browser saves a copy, because the shell has no desktop to open the file on. */
export type OpenedOriginal =
  | { readonly kind: 'opened' | 'downloading' }
  | { readonly kind: 'missing'; readonly reason: MissingOriginal }

/**
 * What the renderer gets from the shell it runs in: Electron's preload or the browser shell. Everything else goes
 * through the port, straight to the engine.
 */
export interface Bridge {
  readonly shell: 'desktop' | 'browser'
  readonly appVersion: string
  /** A fresh port to the engine; rejects with `engine_stopped` while there is none. */
  connect(): Promise<Port>
  /** Calls the listener with the state now and at each change; returns how to stop. */
  onEngineState(listener: (state: EngineState) => void): () => void
  restartEngine(): Promise<void>
  /** Null when the person cancelled. The browser shell uploads what was picked and reports the fraction 0 … 1. */
  pick(kind: PickKind, onProgress?: (fraction: number) => void): Promise<PickedFiles | null>
  /** What was dropped on the page. */
  acceptDrop(data: DataTransferLike, onProgress?: (fraction: number) => void): Promise<PickedFiles | null>
  /** Asks where to, in a window; a browser puts it among its downloads. False when the person cancelled. */
  saveText(file: TextFile): Promise<boolean>
  /** Each profile of a model server has a key of its own. */
  apiKeyState(profileId: number): Promise<ApiKeyState>
  saveApiKey(profileId: number, apiKey: string): Promise<ApiKeyState>
  removeApiKey(profileId: number): Promise<ApiKeyState>
  /** https and mailto only; everything else is refused by the shell. */
  openExternal(url: string): Promise<void>
  /** The file of a document in its own program; where it lies is the shell's and the engine's business. */
  openOriginal(documentId: number): Promise<OpenedOriginal>
  /** What was chosen in the desktop app's menu; a browser has no such menu. */
  onMenuAction?(listener: (action: MenuAction) => void): () => void
}

/** The menu names what is to be done; the page knows how. */
export type MenuAction =
  | 'new-conversation'
  | 'add-files'
  | 'add-folder'
  | 'command-palette'
  | 'search'
  | 'knowledge'
  | 'settings'

/** The DOM's DataTransfer; named here so that this room needs no DOM types. */
export type DataTransferLike = object
