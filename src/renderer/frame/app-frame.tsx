import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useActions } from '../actions/action-registry'
import { shortcutLabel } from '../actions/shortcut'
import { ChatView } from '../chat/chat-view'
import { createKeptDrafts, type Drafts } from '../chat/kept-drafts'
import { useNavigation } from '../navigation'
import { createSearchSession, type SearchSession } from '../search/search-session'
import { SourcesPane } from '../sources/sources-pane'
import { Banners } from '../status/banners'
import { StatusBar } from '../status/status-bar'
import { Dialog } from '../ui/dialog'
import { takeLostFocus } from '../ui/focus-return'
import { loadPartsWhenIdle, onDemand } from '../ui/on-demand'
import { AppActions } from './app-actions'
import { ConversationHeadMenu } from './conversation-head-menu'
import { readPanes, writePanes } from './pane-storage'
import { Panes } from './panes'
import { RestartBar } from './restart-bar'
import { SidePane } from './side-pane'
import { TopBar } from './top-bar'
import { useLinkRoute } from './use-link-route'
import { useTheme } from './use-theme'
import { currentFrameWidth, type FrameWidth, useFrameWidth } from './use-width'

const KnowledgeView = onDemand(async () => (await import('../knowledge/knowledge-view')).KnowledgeView)
const SearchView = onDemand(async () => (await import('../search/search-view')).SearchView)
const SettingsView = onDemand(async () => (await import('../settings/settings-view')).SettingsView)
const DocumentView = onDemand(async () => (await import('../sources/document-view')).DocumentView)
const GapsView = onDemand(async () => (await import('../gaps/gaps-view')).GapsView)
const InsightsView = onDemand(async () => (await import('../insights/insights-view')).InsightsView)
const MacrosView = onDemand(async () => (await import('../macros/macros-view')).MacrosView)
const Palette = onDemand(async () => (await import('../palette/palette')).Palette)

/** Top bar, panes and status bar, in as many columns as there is room for. */
export function AppFrame() {
  const { view, isListOpen, isSourcesOpen, sources, setListOpen, setSourcesOpen } = useNavigation()
  const theme = useTheme()
  const width = useFrameWidth()
  const [version, setVersion] = useState(0)
  const onChanged = useRef(() => setVersion((last) => last + 1)).current
  // here, because the chat leaves the page for other views and comes back
  const [drafts] = useState(createKeptDrafts)
  const [search] = useState(createSearchSession)
  useLinkRoute()
  usePaneMemory(isListOpen, isSourcesOpen)
  useFittingPanes(width)
  const main = useFocusedView()
  useEffect(loadPartsWhenIdle, [])

  const toggleList = () => setListOpen(!isListOpen)
  const isListAlone = width === 'one' && isListOpen
  const isChat = view.kind === 'chat'
  // beside a conversation the pane stands from its first question on, so that the text does not move when sources come
  const hasPane = isChat && isSourcesOpen && (view.conversationId !== null || sources.passages.length > 0)
  const hasSheet = isChat && isSourcesOpen && sources.passages.length > 0
  const list = (
    <SidePane
      version={version}
      onChanged={onChanged}
      onChosen={() => {
        if (width === 'one') setListOpen(false)
      }}
    />
  )
  const pane = (
    <aside aria-label="Sources" className="h-full bg-bg">
      <SourcesPane onClose={() => setSourcesOpen(false)} />
    </aside>
  )
  const middle = (
    <main ref={main} tabIndex={-1} className="h-full min-w-0 focus:outline-none">
      <Middle drafts={drafts} search={search} version={version} onChanged={onChanged} />
    </main>
  )
  return (
    <div className="flex h-full flex-col">
      <AppActions onToggleTheme={theme.toggle} onToggleList={toggleList} />
      <TopBar
        isDark={theme.isDark}
        onToggleTheme={theme.toggle}
        isListOpen={isListOpen}
        onToggleList={toggleList}
      />
      <RestartBar />
      <Banners />
      {/* the middle keeps its place at every width: what is open or being written in it stays */}
      <Panes
        list={width !== 'one' && isListOpen ? list : null}
        middle={
          <>
            {isListAlone && list}
            <div className={isListAlone ? 'hidden' : 'h-full'}>{middle}</div>
          </>
        }
        sources={width === 'three' && hasPane ? pane : null}
      />
      <Dialog
        open={width !== 'three' && hasSheet}
        onOpenChange={setSourcesOpen}
        title="Sources"
        shape="sheet"
        isBare
      >
        {pane}
      </Dialog>
      <StatusBar />
      <PaletteOnDemand search={search} />
    </div>
  )
}

interface MiddleProps {
  readonly drafts: Drafts
  readonly search: SearchSession
  readonly version: number
  readonly onChanged: () => void
}

function Middle({ drafts, search, version, onChanged }: MiddleProps) {
  const { view } = useNavigation()
  if (view.kind === 'chat')
    return (
      <ChatView
        conversationId={view.conversationId}
        goTo={view.goTo ?? null}
        drafts={drafts}
        version={version}
        headActions={(conversation) => (
          <ConversationHeadMenu key={conversation.id} conversation={conversation} onChanged={onChanged} />
        )}
      />
    )
  return (
    <Suspense fallback={<div className="h-full bg-panel" />}>
      {view.kind === 'knowledge' && <KnowledgeView />}
      {view.kind === 'search' && <SearchView session={search} />}
      {view.kind === 'settings' && <SettingsView />}
      {view.kind === 'gaps' && <GapsView />}
      {view.kind === 'insights' && <InsightsView />}
      {view.kind === 'macros' && <MacrosView seed={view.seed} />}
      {view.kind === 'document' && <DocumentView place={view} />}
    </Suspense>
  )
}

/** Loaded when it is first asked for; what can be done now is listed with its keys. */
function PaletteOnDemand({ search }: { readonly search: SearchSession }): ReactNode {
  const { isPaletteOpen, open } = useNavigation()
  const actions = useActions()
  if (!isPaletteOpen) return null
  const listed = actions
    .filter(({ isListed, when }) => isListed !== false && (when?.() ?? true))
    .map(({ name, label, shortcut, run }) => ({
      name,
      label,
      run,
      ...(shortcut ? { shortcut: shortcutLabel(shortcut) } : {}),
    }))
  return (
    <Suspense>
      <Palette
        actions={listed}
        onSearchAll={(text) => {
          search.set({ text, activeChunkId: null })
          open({ kind: 'search' })
        }}
      />
    </Suspense>
  )
}

/** What was pressed may have gone with the view it stood in: the next key belongs to the view that came. */
function useFocusedView() {
  const { view } = useNavigation()
  const main = useRef<HTMLElement>(null)
  const last = useRef(view)
  useEffect(() => {
    if (last.current === view) return
    last.current = view
    takeLostFocus(main.current)
  }, [view])
  return main
}

/** The page keeps how the panes were left. */
function usePaneMemory(isListOpen: boolean, isSourcesOpen: boolean): void {
  useEffect(() => {
    // a sheet that was closed says nothing of the pane
    if (currentFrameWidth() === 'three') writePanes({ isListOpen, isSourcesOpen })
  }, [isListOpen, isSourcesOpen])
}

/** A window made narrower shows its text, not a sheet that nobody opened; made wide again, what it had before. */
function useFittingPanes(width: FrameWidth): void {
  const { view, setListOpen, setSourcesOpen } = useNavigation()
  const last = useRef(width)
  useEffect(() => {
    if (last.current === width) return
    last.current = width
    const panes = readPanes()
    setListOpen(width !== 'one' && panes.isListOpen)
    setSourcesOpen(width === 'three' && panes.isSourcesOpen)
  }, [width, setListOpen, setSourcesOpen])

  const lastView = useRef(view)
  useEffect(() => {
    if (lastView.current === view) return
    lastView.current = view
    // what was chosen elsewhere (palette, menu, a link) must not stay hidden behind the list
    if (width === 'one') setListOpen(false)
  }, [view, width, setListOpen])
}
