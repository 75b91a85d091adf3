import type { Collection, KnowledgeSource } from '@shared/models'
import { Library, LoaderCircle, Plus, TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import { PackPlaces } from '../packs/pack-places'
import { usePacks } from '../packs/use-packs'
import { IconButton } from '../ui/icon-button'
import { CollectionMenu } from './collection-menu'
import { NewCollectionDialog } from './name-dialog'
import { RailRow } from './rail-row'
import { isSameScope, type Scope } from './scope'
import { SourceIcon } from './source-icon'
import { type SourceState, sourceState } from './source-words'
import type { KnowledgeScope } from './use-scope'

const TONES: Readonly<Record<SourceState['tone'], string>> = {
  quiet: 'text-faint',
  working: 'text-muted',
  attention: 'text-amber',
  bad: 'text-red',
}

interface CollectionRailProps {
  readonly knowledge: KnowledgeScope
  /** All documents there are. */
  readonly documentCount: number | null
  readonly onChosen?: () => void
}

/** Collections with the sources in them: says how each is doing, and chooses what the list shows. */
export function CollectionRail({ knowledge, documentCount, onChosen }: CollectionRailProps) {
  const { scope, choose, holdings } = knowledge
  const [isNaming, setIsNaming] = useState(false)
  const { packs } = usePacks()
  const now = Date.now()
  const pick = (next: Scope) => () => {
    choose(next)
    onChosen?.()
  }
  return (
    <nav aria-label="Collections and sources" className="flex min-w-0 flex-col gap-px p-2">
      <RailRow
        isCurrent={scope.kind === 'all'}
        onChoose={pick({ kind: 'all' })}
        icon={<Library aria-hidden size={15} className="text-muted" />}
        name="Everything"
        {...(documentCount === null ? {} : { count: documentCount })}
      />
      <div className="mt-2 flex items-center ps-2">
        <h2 className="grow text-[11px] font-semibold tracking-[.04em] text-faint uppercase">Collections</h2>
        <IconButton label="New collection" className="size-7" onClick={() => setIsNaming(true)}>
          <Plus aria-hidden />
        </IconButton>
      </div>
      <ul aria-label="Collections" className="grid grid-cols-[minmax(0,1fr)] gap-px">
        {holdings.collections.map((collection) => (
          <li key={collection.id}>
            <CollectionRow
              collection={collection}
              managedPack={
                packs.find((pack) => pack.isManaged && pack.collectionId === collection.id)?.name ?? null
              }
              isCurrent={isSameScope(scope, { kind: 'collection', id: collection.id })}
              onChoose={pick({ kind: 'collection', id: collection.id })}
            />
            <ul
              aria-label={`Sources of ${collection.name}`}
              className="grid grid-cols-[minmax(0,1fr)] gap-px"
            >
              {holdings.sources
                .filter(({ collectionId }) => collectionId === collection.id)
                .map((source) => (
                  <li key={source.id}>
                    <SourceRow
                      source={source}
                      now={now}
                      isCurrent={isSameScope(scope, { kind: 'source', id: source.id })}
                      onChoose={pick({ kind: 'source', id: source.id })}
                    />
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
      <PackPlaces scope={scope} onChoose={(id) => pick({ kind: 'location', id })()} />
      <NewCollectionDialog
        open={isNaming}
        onOpenChange={setIsNaming}
        onCreated={(id) => choose({ kind: 'collection', id })}
      />
    </nav>
  )
}

interface CollectionRowProps {
  readonly collection: Collection
  readonly managedPack: string | null
  readonly isCurrent: boolean
  readonly onChoose: () => void
}

function CollectionRow({ collection, managedPack, isCurrent, onChoose }: CollectionRowProps) {
  return (
    <RailRow
      isCurrent={isCurrent}
      onChoose={onChoose}
      name={collection.name}
      count={collection.documentCount}
      menu={<CollectionMenu collection={collection} managedPack={managedPack} />}
    />
  )
}

interface SourceRowProps {
  readonly source: KnowledgeSource
  readonly now: number
  readonly isCurrent: boolean
  readonly onChoose: () => void
}

function SourceRow({ source, now, isCurrent, onChoose }: SourceRowProps) {
  const state = sourceState(source, now)
  return (
    <RailRow
      isInner
      isCurrent={isCurrent}
      onChoose={onChoose}
      icon={<SourceIcon kind={source.kind} isWatched={source.isWatched} />}
      name={source.label}
      count={source.documentCount}
      detail={
        <span className={TONES[state.tone]}>
          <StateMark tone={state.tone} />
          {state.text}
        </span>
      }
    />
  )
}

/** A mark of its own for each tone, so that colour is never all there is. */
function StateMark({ tone }: { readonly tone: SourceState['tone'] }) {
  const props = { 'aria-hidden': true, size: 12, className: 'me-1 inline-block align-[-1px]' } as const
  if (tone === 'working')
    return (
      <LoaderCircle {...props} className={`${props.className} animate-spin motion-reduce:animate-none`} />
    )
  if (tone === 'attention') return <TriangleAlert {...props} />
  return tone === 'bad' ? <X {...props} /> : null
}
