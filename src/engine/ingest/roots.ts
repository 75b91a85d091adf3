import { dirname } from 'node:path'
import type { ImportRoot } from './import-rows'

/** Which root a file came from: its own, or the nearest folder above. Quick for 10,000 dropped files. */
export function createRootLookup(roots: readonly ImportRoot[]): (filePath: string) => ImportRoot | null {
  const byPath = new Map(roots.map((root) => [root.path, root]))
  return (filePath) => {
    for (let path = filePath; ; path = dirname(path)) {
      const root = byPath.get(path)
      if (root) return root
      if (dirname(path) === path) return null
    }
  }
}
