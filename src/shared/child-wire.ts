import type { Access } from './contract'
import type { EngineSignal } from './engine-start'

/** A forked engine has one channel to its host; many ports travel inside it, told apart by a number of the host's. */
export type HostMessage =
  | { readonly kind: 'connect'; readonly port: number; readonly access: Access }
  | { readonly kind: 'data'; readonly port: number; readonly data: unknown }
  | { readonly kind: 'close'; readonly port: number }

export type EngineMessage =
  | EngineSignal
  | { readonly kind: 'data'; readonly port: number; readonly data: unknown }
  | { readonly kind: 'close'; readonly port: number }
