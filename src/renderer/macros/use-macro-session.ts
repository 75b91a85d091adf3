import { useCallback, useEffect, useState } from 'react'
import {
  type MacroChoice,
  type MacroDraft,
  type MacroSession,
  readMacroSession,
  writeMacroSession,
} from './macro-draft'

/** What is chosen and what is not saved yet; in force at once, and kept on the way. */
export function useMacroSession() {
  const [session, setSession] = useState<MacroSession>(readMacroSession)
  useEffect(() => writeMacroSession(session), [session])

  const choose = useCallback((choice: MacroChoice | null) => setSession((last) => ({ ...last, choice })), [])
  /** Null: nothing is unsaved any more. */
  const keepDraft = useCallback(
    (choice: MacroChoice, draft: MacroDraft | null) =>
      setSession((last) => {
        const { [String(choice)]: _old, ...others } = last.drafts
        return { ...last, drafts: draft ? { ...others, [String(choice)]: draft } : others }
      }),
    [],
  )
  const seen = useCallback(
    (lastSeed: number) => setSession((last) => ({ ...last, lastSeed: Math.max(last.lastSeed, lastSeed) })),
    [],
  )
  const toggleFolder = useCallback(
    (folder: string) =>
      setSession((last) => ({
        ...last,
        closedFolders: last.closedFolders.includes(folder)
          ? last.closedFolders.filter((other) => other !== folder)
          : [...last.closedFolders, folder],
      })),
    [],
  )
  return { session, choose, keepDraft, seen, toggleFolder } as const
}
