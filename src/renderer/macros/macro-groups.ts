import type { MacroSummary } from '@shared/macro-models'
import { searchMacros } from './match-macros'

export interface MacroGroup {
  readonly key: string
  readonly title: string
  readonly macros: readonly MacroSummary[]
  readonly canClose: boolean
  /** '' where it is none. */
  readonly folder: string
}

/** Those to look at first, then folder by folder; a macro stands once. What is searched for is one group. */
export function groupsOf(macros: readonly MacroSummary[], search: string): readonly MacroGroup[] {
  if (search.trim() !== '') {
    const found = searchMacros(macros, search)
    return found.length === 0
      ? []
      : [{ key: 'found', title: 'Found', macros: found, canClose: false, folder: '' }]
  }
  const flagged = macros.filter(({ changedCount }) => changedCount > 0)
  const groups: MacroGroup[] =
    flagged.length === 0
      ? []
      : [{ key: 'flagged', title: 'To look at', macros: flagged, canClose: false, folder: '' }]
  const byFolder = new Map<string, MacroSummary[]>()
  for (const macro of macros) {
    if (macro.changedCount > 0) continue
    const inside = byFolder.get(macro.folder)
    if (inside) inside.push(macro)
    else byFolder.set(macro.folder, [macro])
  }
  for (const [folder, inside] of byFolder)
    groups.push({
      key: `folder ${folder}`,
      title: folder === '' ? 'Without a folder' : folder.replaceAll('/', ' › '),
      macros: inside,
      canClose: true,
      folder,
    })
  return groups
}

export type MacroListRow =
  | { readonly kind: 'group'; readonly key: string; readonly group: MacroGroup; readonly isOpen: boolean }
  | { readonly kind: 'macro'; readonly key: string; readonly macro: MacroSummary }

/** Heads and macros in one list, as they stand below each other. */
export function rowsOf(
  groups: readonly MacroGroup[],
  closedFolders: readonly string[],
): readonly MacroListRow[] {
  return groups.flatMap((group): MacroListRow[] => {
    const isOpen = !group.canClose || !closedFolders.includes(group.key)
    const head = { kind: 'group', key: group.key, group, isOpen } as const
    if (!isOpen) return [head]
    return [head, ...group.macros.map((macro) => ({ kind: 'macro', key: String(macro.id), macro }) as const)]
  })
}
