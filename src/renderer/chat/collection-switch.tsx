import { Library } from 'lucide-react'
import { useSaveSettings, useSettings } from '../engine/use-engine'
import { CheckRow } from '../ui/check-row'
import { formatCount } from '../ui/figures'
import { Popover } from '../ui/popover'
import type { CollectionChoice } from './use-collection-choice'

/** Which collections answers rest on; only where there is more than one. The choice is kept. */
export function CollectionSwitch({ choice }: { readonly choice: CollectionChoice }) {
  const save = useSaveSettings()
  const settings = useSettings()
  if (!settings || choice.collections.length < 2) return null
  const { collections, chosenIds } = choice
  const isAll = chosenIds.length === 0

  function choose(chatCollectionIds: number[]): void {
    // ticking the last one that was missing is the same as choosing none
    const ids = chatCollectionIds.length === collections.length ? [] : chatCollectionIds
    save({ chatCollectionIds: ids })
  }
  const toggle = (id: number) =>
    choose(chosenIds.includes(id) ? chosenIds.filter((other) => other !== id) : [...chosenIds, id])

  return (
    <Popover
      label="Collections to answer from"
      side="top"
      trigger={
        <button
          type="button"
          className={`flex h-7 max-w-56 min-w-0 shrink items-center gap-1.5 rounded-md border px-2 text-xs transition-colors ${isAll ? 'border-transparent text-muted hover:bg-sunken' : 'border-accent-line bg-accent-soft text-accent'}`}
        >
          <Library aria-hidden className="size-3.5 shrink-0" />
          <span className="sr-only">Answer from: </span>
          <span dir="auto" className="truncate">
            {choice.label}
          </span>
        </button>
      }
    >
      <CheckRow isChecked={isAll} onToggle={() => choose([])}>
        All collections
      </CheckRow>
      <div className="mx-2 my-1 h-px bg-line" />
      {collections.map(({ id, name, count }) => (
        <CheckRow
          key={id}
          isChecked={chosenIds.includes(id)}
          onToggle={() => toggle(id)}
          aside={formatCount(count)}
        >
          {name}
        </CheckRow>
      ))}
    </Popover>
  )
}
