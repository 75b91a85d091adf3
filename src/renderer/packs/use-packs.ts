import type { PackList } from '@shared/packs'
import { useStream } from '../engine/use-engine'

const NONE: PackList = { packs: [], locations: [] }

/** Installed packs and the places that are looked at for them, as they are now. */
export function usePacks(): PackList {
  const watched = useStream('packs.watch', {})
  return watched.kind === 'ready' ? watched.latest : NONE
}
