import { Suspense, useEffect, useState } from 'react'
import { useAction, useActionRegistry } from '../actions/action-registry'
import { useBridge } from '../engine/use-engine'
import { useInsightsAllowed } from '../insights/use-insights-allowed'
import { type AddingState, useAddFiles } from '../knowledge/use-add-files'
import { useScope } from '../knowledge/use-scope'
import { useNavigationStore } from '../navigation'
import { useAnnounce } from '../ui/announcer'
import { onDemand } from '../ui/on-demand'

const AddFolderDialog = onDemand(async () => (await import('../knowledge/add-folder-dialog')).AddFolderDialog)

interface AppActionsProps {
  readonly onToggleTheme: () => void
  readonly onToggleList: () => void
}

/** What can be done from anywhere; the desktop app's menu calls the same actions by name. Draws only the dialog one of them needs. */
export function AppActions({ onToggleTheme, onToggleList }: AppActionsProps) {
  const navigation = useNavigationStore()
  const registry = useActionRegistry()
  const bridge = useBridge()
  const announce = useAnnounce()
  const isChat = () => navigation.snapshot().view.kind === 'chat'

  useAction({
    name: 'new-conversation',
    label: 'New question',
    shortcut: 'Mod+N',
    run: navigation.newQuestion,
  })
  useAction({
    name: 'command-palette',
    label: 'Search articles, conversations, actions',
    shortcut: 'Mod+K',
    isListed: false,
    run: () => navigation.setPaletteOpen(!navigation.snapshot().isPaletteOpen),
  })
  useAction({
    name: 'search',
    label: 'Open search',
    shortcut: 'Mod+Shift+F',
    run: () => navigation.open({ kind: 'search' }),
  })
  useAction({ name: 'gaps', label: 'Open gaps', run: () => navigation.open({ kind: 'gaps' }) })
  useAction({
    name: 'insights',
    label: 'Open insights',
    isListed: useInsightsAllowed(),
    run: () => navigation.open({ kind: 'insights' }),
  })
  useAction({ name: 'macros', label: 'Open macros', run: () => navigation.open({ kind: 'macros' }) })
  useAction({ name: 'knowledge', label: 'Open knowledge', run: () => navigation.open({ kind: 'knowledge' }) })
  useAction({
    name: 'settings',
    label: 'Open settings',
    shortcut: 'Mod+,',
    run: () => navigation.open({ kind: 'settings' }),
  })
  useAction({ name: 'toggle-theme', label: 'Switch between light and dark', run: onToggleTheme })
  useAction({ name: 'toggle-list', label: 'Show or hide conversations', run: onToggleList })
  useAction({
    name: 'toggle-sources',
    label: 'Show or hide sources',
    when: () => navigation.snapshot().sources.passages.length > 0,
    run: () => navigation.setSourcesOpen(!navigation.snapshot().isSourcesOpen),
  })
  useAction({
    name: 'back',
    label: 'Back',
    shortcut: 'Escape',
    isListed: false,
    when: () => !isChat(),
    run: () => void navigation.back(),
  })

  const adding = useAddFiles()
  const [isFolderOpen, setFolderOpen] = useState(false)
  const add = (kind: 'files' | 'folder') => {
    navigation.open({ kind: 'knowledge' })
    // the desktop app knows where a folder lies, and asks whether it is to be followed
    if (kind === 'folder' && bridge.shell === 'desktop') setFolderOpen(true)
    else adding.pick(kind)
  }
  useAction({ name: 'add-files', label: 'Add files', run: () => add('files') })
  useAction({ name: 'add-folder', label: 'Add a folder', run: () => add('folder') })
  const failure = failureOf(adding.state)
  useEffect(() => {
    if (failure !== null) announce(failure, 'shown')
  }, [failure, announce])

  useEffect(() => bridge.onMenuAction?.((name) => void registry.run(name)), [bridge, registry])
  return isFolderOpen ? <AddFolderFromAnywhere onClose={() => setFolderOpen(false)} /> : null
}

/** The knowledge view's own dialog, with the first collection chosen. */
function AddFolderFromAnywhere({ onClose }: { readonly onClose: () => void }) {
  const { holdings } = useScope()
  const [first] = holdings.collections
  if (!first) return null
  return (
    <Suspense fallback={null}>
      <AddFolderDialog collections={holdings.collections} collectionId={first.id} onClose={onClose} />
    </Suspense>
  )
}

function failureOf(state: AddingState): string | null {
  if (state.kind === 'failed') return state.message
  if (state.kind !== 'refused') return null
  return state.refused.map(({ name, message }) => `${name}: ${message}`).join(' ')
}
