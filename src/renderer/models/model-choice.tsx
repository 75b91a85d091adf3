import { isCancelled, toAppError } from '@shared/errors'
import { ListFilter } from 'lucide-react'
import { useState } from 'react'
import { useClient } from '../engine/use-engine'
import { Button } from '../ui/button'
import { Popover } from '../ui/popover'
import { Spinner } from '../ui/spinner'

type ListState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly names: readonly string[] }
  | { readonly kind: 'failed'; readonly text: string }

interface ModelChoiceProps {
  readonly profileId: number
  readonly current: string
  readonly onChoose: (modelName: string) => void
}

/** The models the server offers, asked for when they are looked at. */
export function ModelChoice({ profileId, current, onChoose }: ModelChoiceProps) {
  const client = useClient()
  const [list, setList] = useState<ListState>({ kind: 'loading' })

  async function load(): Promise<void> {
    setList({ kind: 'loading' })
    try {
      const result = await client.call('model.list', { profileId })
      if (result.kind === 'failed') setList({ kind: 'failed', text: result.notice.message })
      else setList({ kind: 'ready', names: result.names })
    } catch (thrown) {
      if (!isCancelled(thrown)) setList({ kind: 'failed', text: toAppError(thrown).message })
    }
  }

  return (
    <Popover
      label="Models of the server"
      align="end"
      trigger={
        <Button aria-label="List the models of the server" className="h-8" onClick={() => void load()}>
          <ListFilter aria-hidden />
          List
        </Button>
      }
    >
      {list.kind === 'loading' && (
        <p className="flex items-center gap-2 p-2 text-sm text-muted">
          <Spinner label="Asking the server" />
          Asking the server
        </p>
      )}
      {list.kind === 'failed' && <p className="p-2 text-sm text-red">{list.text}</p>}
      {list.kind === 'ready' && list.names.length === 0 && (
        <p className="p-2 text-sm text-muted">The server offers no model that answers. Type its name.</p>
      )}
      {list.kind === 'ready' &&
        list.names.map((name) => (
          <button
            key={name}
            type="button"
            aria-current={name === current ? 'true' : undefined}
            onClick={() => onChoose(name)}
            className="block min-h-8 w-full rounded-md px-2 py-1 text-start text-sm [overflow-wrap:anywhere] hover:bg-sunken aria-[current]:font-medium aria-[current]:text-accent"
          >
            {name}
          </button>
        ))}
    </Popover>
  )
}
