import { useEffect, useState } from 'react'
import { useClient, useSettings } from '../engine/use-engine'
import { applyTheme, resolveTheme, storedTheme, type Theme } from '../ui/theme'

/** Follows the setting; the toggle changes it. */
export function useTheme(): { readonly isDark: boolean; readonly toggle: () => void } {
  const client = useClient()
  const settings = useSettings()
  const [chosen, setChosen] = useState<Theme>(storedTheme)
  const saved = settings?.theme
  const [seen, setSeen] = useState(saved)
  if (saved !== undefined && saved !== seen) {
    setSeen(saved)
    setChosen(saved)
  }
  useEffect(() => applyTheme(chosen), [chosen])

  const isDark = resolveTheme(chosen, window.matchMedia('(prefers-color-scheme: dark)').matches) === 'dark'
  const toggle = () => {
    const theme = isDark ? 'light' : 'dark'
    setChosen(theme)
    // while the engine is away the page keeps the choice itself
    client.call('settings.update', { theme }).catch(() => {})
  }
  return { isDark, toggle }
}
