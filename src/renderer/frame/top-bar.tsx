import { Moon, PanelLeft, Search, Settings as SettingsIcon, Sun } from 'lucide-react'
import { shortcutLabel } from '../actions/shortcut'
import { useNavigation } from '../navigation'
import { IconButton } from '../ui/icon-button'
import { Kbd } from '../ui/kbd'
import { LeafMark } from '../ui/leaf-mark'

interface TopBarProps {
  readonly isDark: boolean
  readonly onToggleTheme: () => void
  readonly isListOpen: boolean
  readonly onToggleList: () => void
}

export function TopBar({ isDark, onToggleTheme, isListOpen, onToggleList }: TopBarProps) {
  const { setPaletteOpen, open } = useNavigation()
  return (
    <header className="grid h-12 shrink-0 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-3 border-b border-line bg-bg px-3 sm:grid-cols-[minmax(auto,1fr)_minmax(0,520px)_minmax(auto,1fr)]">
      <div className="flex items-center gap-[9px] pl-1 font-semibold tracking-tight">
        <IconButton
          label={isListOpen ? 'Hide conversations' : 'Show conversations'}
          aria-expanded={isListOpen}
          onClick={onToggleList}
          className="-ml-2"
        >
          <PanelLeft />
        </IconButton>
        <LeafMark />
        <span className="hidden sm:inline">VerdeMuse</span>
      </div>
      <button
        type="button"
        onClick={() => setPaletteOpen(true)}
        className="flex h-8 w-full min-w-0 items-center gap-2 rounded-[9px] border border-line bg-panel px-2.5 text-faint transition-colors hover:border-line-strong"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 grow truncate text-left">Search articles, conversations, actions</span>
        <Kbd className="hidden sm:inline">{shortcutLabel('Mod+K')}</Kbd>
      </button>
      <div className="flex items-center gap-1.5 justify-self-end">
        <IconButton label={isDark ? 'Light theme' : 'Dark theme'} onClick={onToggleTheme}>
          {isDark ? <Sun /> : <Moon />}
        </IconButton>
        <IconButton
          label="Settings"
          shortcut={shortcutLabel('Mod+,')}
          onClick={() => open({ kind: 'settings' })}
        >
          <SettingsIcon />
        </IconButton>
      </div>
    </header>
  )
}
