import {
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { movedIndex } from '../palette/palette-items'

export interface OptionListHandle {
  onKey(event: KeyboardEvent): boolean
}

interface OptionListProps<T> {
  readonly ref: Ref<OptionListHandle>
  readonly id: string
  readonly label: string
  readonly options: readonly T[]
  readonly keyOf: (option: T) => string
  readonly children: (option: T) => ReactNode
  readonly onActive: (optionId: string | null) => void
  /** With Enter, Tab or a press; `isSecond`: the other thing that can be done, with Ctrl. */
  readonly onChoose: (option: T, isSecond: boolean) => void
  /** More may come: Enter waits for it, and does nothing else meanwhile. */
  readonly isPending: boolean
  /** Said in place of the options. */
  readonly empty: ReactNode
  /** Below the options: what the keys do, and what else can be done with the one that is lit. */
  readonly foot: (active: T | null) => ReactNode
}

/**
 * A listbox whose focus stays in the field that is typed into: the field names the lit option, and hands its keys on.
 * Without options no key is taken, so that Enter does what it always does.
 */
export function OptionList<T>(props: OptionListProps<T>) {
  const { ref, id, label, options, keyOf, children, onActive, onChoose, isPending, empty, foot } = props
  const [activeKey, setActiveKey] = useState<string | null>(null)
  const lit = useRef<HTMLDivElement>(null)
  const chosen = options.findIndex((option) => keyOf(option) === activeKey)
  const index = chosen < 0 ? 0 : chosen
  const active = options[index] ?? null
  const optionId = (option: T) => `${id}-${keyOf(option)}`
  const activeId = active && optionId(active)

  useEffect(() => {
    onActive(activeId)
    lit.current?.scrollIntoView?.({ block: 'nearest' })
  }, [activeId, onActive])
  useEffect(() => () => onActive(null), [onActive])

  useImperativeHandle(
    ref,
    () => ({
      onKey(event) {
        if (event.shiftKey || event.altKey) return false
        if (!active) return isPending && event.key === 'Enter'
        const hasMod = event.ctrlKey || event.metaKey
        if (event.key === 'Enter' || (event.key === 'Tab' && !hasMod)) {
          onChoose(active, hasMod)
          return true
        }
        const next = hasMod ? null : movedIndex(event.key, index, options.length)
        const option = next === null ? undefined : options[next]
        if (option === undefined) return false
        setActiveKey(keyOf(option))
        return true
      },
    }),
    [active, index, options, keyOf, onChoose, isPending],
  )

  return (
    // a press in it must not take the focus from the field
    // biome-ignore lint/a11y/noStaticElementInteractions: it only holds the focus where it is
    <div
      onMouseDown={(event) => event.preventDefault()}
      className="flex max-h-[min(340px,50vh)] flex-col overflow-hidden rounded-xl border border-line-strong bg-raised shadow-overlay"
    >
      {options.length === 0 ? (
        <p role="status" className="px-3.5 py-3 text-sm text-muted">
          {empty}
        </p>
      ) : (
        <>
          <p role="status" className="sr-only">
            {options.length} {label}. Arrow keys choose, Enter inserts.
          </p>
          <div id={id} role="listbox" aria-label={label} className="min-h-0 grow overflow-y-auto p-1.5">
            {options.map((option, at) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys come from the field
              // biome-ignore lint/a11y/useFocusableInteractive: the field names the lit option
              <div
                key={keyOf(option)}
                ref={at === index ? lit : null}
                id={optionId(option)}
                role="option"
                aria-selected={at === index}
                onMouseMove={() => at !== index && setActiveKey(keyOf(option))}
                onClick={(event) => onChoose(option, event.ctrlKey || event.metaKey)}
                className="cursor-default rounded-md px-2.5 py-1.5 aria-selected:bg-accent-soft"
              >
                {children(option)}
              </div>
            ))}
          </div>
        </>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line bg-bg px-3 py-1.5 text-xs text-muted">
        {foot(active)}
      </div>
    </div>
  )
}
