import type { Settings } from '@shared/settings'

export type Theme = Settings['theme']

/** The engine keeps the setting; this copy lets the first paint have the right colours before the engine answers. */
const STORAGE_KEY = 'verdemuse.theme'
const DARK_QUERY = '(prefers-color-scheme: dark)'

/** Paints the page in the theme and keeps it for the next start; `system` goes on following the system. */
export function applyTheme(theme: Theme): () => void {
  const query = window.matchMedia(DARK_QUERY)
  const paint = () => {
    document.documentElement.dataset['theme'] = resolveTheme(theme, query.matches)
  }
  paint()
  writeStored(theme)
  query.addEventListener('change', paint)
  return () => query.removeEventListener('change', paint)
}

export function resolveTheme(theme: Theme, isSystemDark: boolean): 'light' | 'dark' {
  if (theme === 'system') return isSystemDark ? 'dark' : 'light'
  return theme
}

/** What the last session used. */
export function storedTheme(): Theme {
  try {
    const stored = window.localStorage.getItem(STORAGE_KEY)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}

function writeStored(theme: Theme): void {
  try {
    window.localStorage.setItem(STORAGE_KEY, theme)
  } catch {
    // a page without storage only loses the early paint
  }
}
