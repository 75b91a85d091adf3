import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { matchesShortcut, type Shortcut } from './shortcut'

/** Something a person can do, by key, palette, menu or button. */
export interface Action {
  /** The desktop app's menu calls an action by this name. */
  readonly name: string
  readonly label: string
  readonly shortcut?: Shortcut
  /** Whether it makes sense now; it does when this is left out. */
  readonly when?: () => boolean
  readonly run: () => void
  /** False for what only its key or its button needs. */
  readonly isListed?: boolean
}

export interface ActionRegistry {
  register(action: Action): () => void
  list(): readonly Action[]
  subscribe(listener: () => void): () => void
  /** Runs what bears this name; false where nothing does, or not now. */
  run(name: string): boolean
  /** The youngest action wins: what came into sight last is what Esc leaves first. */
  handleKey(event: KeyboardEvent): void
}

export function createActionRegistry(): ActionRegistry {
  const listeners = new Set<() => void>()
  let actions: readonly Action[] = []

  function set(next: readonly Action[]) {
    actions = next
    for (const listener of [...listeners]) listener()
  }
  const isPossible = (action: Action) => action.when?.() ?? true

  return {
    register(action) {
      set([...actions, action])
      return () => set(actions.filter((other) => other !== action))
    },
    list: () => actions,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    run(name) {
      const action = actions.findLast((candidate) => candidate.name === name && isPossible(candidate))
      action?.run()
      return action !== undefined
    },
    handleKey(event) {
      // a dialog, a menu or an input has used it, or an input method is at work
      if (event.defaultPrevented || event.isComposing) return
      const action = actions.findLast(
        ({ shortcut, when }) => shortcut && matchesShortcut(event, shortcut) && (when?.() ?? true),
      )
      if (!action) return
      event.preventDefault()
      action.run()
    },
  }
}

const ActionContext = createContext<ActionRegistry | null>(null)

/** Holds the actions and the page's one keyboard handler. */
export function ActionProvider({ children }: { readonly children: ReactNode }) {
  const [registry] = useState(createActionRegistry)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => registry.handleKey(event)
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [registry])
  return <ActionContext value={registry}>{children}</ActionContext>
}

export function useActionRegistry(): ActionRegistry {
  const registry = useContext(ActionContext)
  if (!registry) throw new Error('ActionProvider is missing')
  return registry
}

/** What can be done now, in the order it was offered. */
export function useActions(): readonly Action[] {
  const registry = useActionRegistry()
  return useSyncExternalStore(registry.subscribe, registry.list)
}

/** Offers an action for as long as the component is in sight. */
export function useAction(action: Action): void {
  const registry = useActionRegistry()
  // a ref and no effect event: the palette asks `when` while it draws
  const latest = useRef(action)
  useLayoutEffect(() => {
    latest.current = action
  })
  const { name, label, shortcut, isListed } = action
  useEffect(
    () =>
      registry.register({
        name,
        label,
        run: () => latest.current.run(),
        when: () => latest.current.when?.() ?? true,
        ...(shortcut === undefined ? {} : { shortcut }),
        ...(isListed === undefined ? {} : { isListed }),
      }),
    [registry, name, label, shortcut, isListed],
  )
}
