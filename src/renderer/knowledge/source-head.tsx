import type { KnowledgeSource } from '@shared/models'
import { FolderInput, PencilLine, RefreshCw, Square, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useClient } from '../engine/use-engine'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { countOf, formatAge, formatMoment } from '../ui/figures'
import { MenuItem, MenuSeparator, MoreMenu } from '../ui/menu'
import { Detail, DetailList, HeadPanel } from './head-panel'
import type { Holdings } from './scope'
import { SourceDialog } from './source-dialog'
import { hasPlace, kindWord, removalWords, sourceState } from './source-words'
import { useAct } from './use-act'

interface SourceHeadProps {
  readonly source: KnowledgeSource
  readonly collections: Holdings['collections']
  readonly onRemoved: () => void
}

/** Where the documents below come from, how it is doing, and what can be done with it. */
export function SourceHead({ source, collections, onRemoved }: SourceHeadProps) {
  const client = useClient()
  const act = useAct()
  const [opened, setOpened] = useState<'edit' | 'remove' | null>(null)
  const state = sourceState(source, Date.now())
  const isPlace = hasPlace(source)
  const isMovable = isPlace && collections.length > 1
  const { id: sourceId, include, exclude } = source
  const look = () => act(() => client.call('sources.rescan', { sourceId }))
  const stopFollowing = () => act(() => client.call('sources.update', { sourceId, isWatched: false }))

  return (
    <HeadPanel
      title={source.label}
      chips={
        <>
          <Chip>{kindWord(source.kind)}</Chip>
          {isPlace && <Chip tone={source.isWatched ? 'accent' : 'neutral'}>{followWord(source)}</Chip>}
        </>
      }
      problem={source.state === 'ready' && !source.message ? null : problemOf(source, state)}
      actions={
        <>
          {isPlace && (
            <Button size="small" disabled={source.state === 'scanning'} onClick={() => void look()}>
              <RefreshCw
                aria-hidden
                className={source.state === 'scanning' ? 'animate-spin motion-reduce:animate-none' : ''}
              />
              {source.state === 'scanning' ? 'Looking' : 'Look now'}
            </Button>
          )}
          {isPlace && (
            <Button size="small" onClick={() => setOpened('edit')}>
              <PencilLine aria-hidden />
              Edit
            </Button>
          )}
          <MoreMenu label={`Menu of ${source.label}`}>
            {isPlace && source.isWatched && (
              <MenuItem icon={<Square />} onSelect={() => void stopFollowing()}>
                Stop following
              </MenuItem>
            )}
            {isMovable && (
              <MenuItem icon={<FolderInput />} onSelect={() => setOpened('edit')}>
                Move to another collection
              </MenuItem>
            )}
            {isPlace && <MenuSeparator />}
            <MenuItem icon={<Trash2 />} isDanger onSelect={() => setOpened('remove')}>
              {isPlace ? 'Remove source' : 'Remove all documents'}
            </MenuItem>
          </MoreMenu>
        </>
      }
    >
      <DetailList>
        {source.location && (
          <Detail term="Place">
            <bdi className="[overflow-wrap:anywhere]">{source.location}</bdi>
          </Detail>
        )}
        <Detail term="Holds">
          {countOf(source.documentCount, 'document')}
          {source.refusedCount > 0 && (
            <span className="text-red"> · {countOf(source.refusedCount, 'file')} failed</span>
          )}
        </Detail>
        {isPlace && (
          <Detail term="Checked">
            {source.lastScanAt === null ? (
              'not yet'
            ) : (
              <time title={formatMoment(source.lastScanAt)}>{formatAge(source.lastScanAt, Date.now())}</time>
            )}
          </Detail>
        )}
        {include.length > 0 && <Patterns term="Only" patterns={include} />}
        {exclude.length > 0 && <Patterns term="Without" patterns={exclude} />}
      </DetailList>
      {opened === 'edit' && (
        <SourceDialog
          source={source}
          collections={collections}
          isMovable={isMovable}
          onClose={() => setOpened(null)}
        />
      )}
      <ConfirmDialog
        open={opened === 'remove'}
        onOpenChange={() => setOpened(null)}
        title={isPlace ? `Remove “${source.label}”?` : `Remove all documents of “${source.label}”?`}
        description={removalWords(source)}
        confirmLabel={isPlace ? 'Remove source' : 'Remove documents'}
        onConfirm={async () => {
          const isDone = await act(
            () => client.call('sources.remove', { sourceId }),
            `“${source.label}” removed.`,
          )
          if (isDone) onRemoved()
        }}
      />
    </HeadPanel>
  )
}

function followWord({ kind, isWatched }: KnowledgeSource): string {
  if (!isWatched) return 'read once'
  return kind === 'web' ? 'asked once a day' : 'followed'
}

function problemOf(source: KnowledgeSource, state: ReturnType<typeof sourceState>) {
  return source.state === 'scanning' ? null : state
}

function Patterns({ term, patterns }: { readonly term: string; readonly patterns: readonly string[] }) {
  return (
    <Detail term={term}>
      <span className="font-mono text-xs [overflow-wrap:anywhere]">{patterns.join('  ')}</span>
    </Detail>
  )
}
