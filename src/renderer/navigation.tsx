import type { MacroBasis } from '@shared/macro-models'
import type { Passage } from '@shared/models'
import { createContext, type ReactNode, useContext, useMemo, useState, useSyncExternalStore } from 'react'

/** What the middle pane shows. */
export type View =
  /** A null conversation is a new one: it exists from its first question on. */
  | { readonly kind: 'chat'; readonly conversationId: number | null; readonly goTo?: GoTo }
  | { readonly kind: 'knowledge' }
  | { readonly kind: 'search' }
  | { readonly kind: 'gaps' }
  | { readonly kind: 'insights' }
  | { readonly kind: 'settings'; readonly section?: string }
  | { readonly kind: 'macros'; readonly seed?: MacroSeed }
  | ({ readonly kind: 'document' } & DocumentPlace)

/** The message that a conversation is opened for: a new object each time, so that one can be gone to again. */
export interface GoTo {
  readonly messageId: number
}

/** What a new macro begins with: the text of an answer, and what it rests on. */
export interface MacroSeed {
  /** Grows: each is begun once, also when one comes back to its view. */
  readonly key: number
  readonly name: string
  readonly body: string
  readonly passages: readonly MacroBasis[]
}

/** Where to open a document; with `start` and `end` the passage is lit and scrolled into view. */
export interface DocumentPlace {
  readonly documentId: number
  readonly start?: number
  readonly end?: number
  /** As an answer keeps it: when the document has other words there now, these are shown beside them. */
  readonly passage?: Passage
  /** What was searched for: its words are gone through in the document. */
  readonly query?: string
}

/** The passages behind one answer, as the sources pane shows them. */
export interface SourcesState {
  readonly answerId: number | null
  readonly passages: readonly Passage[]
  /** Place in `passages`, from 1: the number of the citation key. Null: none is lit. */
  readonly activeNumber: number | null
  /** Grows with each choice, so that choosing the same passage again scrolls to it again. */
  readonly choice: number
}

export interface NavigationState {
  readonly view: View
  /** Views to go back to, the last one first in turn. */
  readonly earlier: readonly View[]
  readonly isPaletteOpen: boolean
  readonly isSourcesOpen: boolean
  readonly isListOpen: boolean
  readonly sources: SourcesState
}

export interface Navigation {
  snapshot(): NavigationState
  subscribe(listener: () => void): () => void
  /** Replaces nothing: the view before it can be gone back to. */
  open(view: View): void
  openDocument(place: DocumentPlace): void
  /** At its end, or where the message is. */
  openConversation(conversationId: number, messageId?: number | null): void
  newQuestion(): void
  /** The new conversation has got its id: same view, nothing to go back to. */
  nameConversation(conversationId: number): void
  /** A conversation is gone: no way leads back to it, and a view of it becomes a new question. */
  forgetConversation(conversationId: number): void
  /** One step back; false when there was none. */
  back(): boolean
  setPaletteOpen(isOpen: boolean): void
  setSourcesOpen(isOpen: boolean): void
  setListOpen(isOpen: boolean): void
  /** Fills the sources pane; `number` lights one passage and opens the pane. */
  showSources(answer: { readonly id: number; readonly passages: readonly Passage[] }, number?: number): void
  toggleSources(answer: { readonly id: number; readonly passages: readonly Passage[] }): void
  clearSources(): void
}

const NO_SOURCES: SourcesState = { answerId: null, passages: [], activeNumber: null, choice: 0 }
/** Enough for any walk a hand makes; a day's work must not grow a list for ever. */
const EARLIER_MAX = 30

export function createNavigation(initial: Partial<NavigationState> = {}): Navigation {
  const listeners = new Set<() => void>()
  let state: NavigationState = {
    view: { kind: 'chat', conversationId: null },
    earlier: [],
    isPaletteOpen: false,
    isSourcesOpen: false,
    isListOpen: true,
    sources: NO_SOURCES,
    ...initial,
  }

  function set(change: Partial<NavigationState>) {
    state = { ...state, ...change }
    for (const listener of [...listeners]) listener()
  }

  const navigation: Navigation = {
    snapshot: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    open(view) {
      if (isSameView(view, state.view)) return set({ view, isPaletteOpen: false })
      set({ view, earlier: [state.view, ...state.earlier].slice(0, EARLIER_MAX), isPaletteOpen: false })
    },
    openDocument: (place) => navigation.open({ kind: 'document', ...place }),
    openConversation: (conversationId, messageId = null) =>
      navigation.open({
        kind: 'chat',
        conversationId,
        ...(messageId === null ? {} : { goTo: { messageId } }),
      }),
    newQuestion: () => navigation.open({ kind: 'chat', conversationId: null }),
    nameConversation(conversationId) {
      if (state.view.kind === 'chat' && state.view.conversationId === null)
        set({ view: { kind: 'chat', conversationId } })
    },
    forgetConversation(conversationId) {
      const isGone = (view: View) => view.kind === 'chat' && view.conversationId === conversationId
      set({
        earlier: state.earlier.filter((view) => !isGone(view)),
        ...(isGone(state.view) ? { view: { kind: 'chat', conversationId: null } } : {}),
      })
    },
    back() {
      const [view, ...earlier] = state.earlier
      if (!view) {
        if (state.view.kind === 'chat') return false
        set({ view: { kind: 'chat', conversationId: null } })
        return true
      }
      set({ view, earlier })
      return true
    },
    setPaletteOpen: (isPaletteOpen) => set({ isPaletteOpen }),
    setSourcesOpen: (isSourcesOpen) => set({ isSourcesOpen }),
    setListOpen: (isListOpen) => set({ isListOpen }),
    showSources({ id, passages }, number) {
      const isSame = state.sources.answerId === id
      set({
        sources: {
          answerId: id,
          passages,
          activeNumber: number ?? (isSame ? state.sources.activeNumber : null),
          choice: state.sources.choice + (number === undefined ? 0 : 1),
        },
        isSourcesOpen: state.isSourcesOpen || number !== undefined,
      })
    },
    toggleSources(answer) {
      const isShown = state.isSourcesOpen && state.sources.answerId === answer.id
      navigation.showSources(answer)
      set({ isSourcesOpen: !isShown })
    },
    clearSources: () => set({ sources: NO_SOURCES }),
  }
  return navigation
}

function isSameView(one: View, other: View): boolean {
  if (one.kind === 'chat' && other.kind === 'chat') return one.conversationId === other.conversationId
  if (one.kind === 'document' && other.kind === 'document') return one.documentId === other.documentId
  return one.kind === other.kind
}

const NavigationContext = createContext<Navigation | null>(null)

export function NavigationProvider({
  children,
  navigation,
}: {
  readonly children: ReactNode
  readonly navigation?: Navigation
}) {
  const [own] = useState(() => createNavigation())
  return <NavigationContext value={navigation ?? own}>{children}</NavigationContext>
}

/** The state, which draws again when it changes, and what can be done. */
export function useNavigation(): NavigationState & Omit<Navigation, 'snapshot' | 'subscribe'> {
  const navigation = useNavigationStore()
  const state = useSyncExternalStore(navigation.subscribe, navigation.snapshot)
  return useMemo(() => ({ ...navigation, ...state }), [navigation, state])
}

/** The store itself, for what acts but need not draw. */
export function useNavigationStore(): Navigation {
  const navigation = useContext(NavigationContext)
  if (!navigation) throw new Error('NavigationProvider is missing')
  return navigation
}
