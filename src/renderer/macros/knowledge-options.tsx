import { toAppError } from '@shared/errors'
import type { SearchHit } from '@shared/search-models'
import { type Ref, useMemo } from 'react'
import { shortcutLabel } from '../actions/shortcut'
import { useClient } from '../engine/use-engine'
import { passageLink } from '../passage-link'
import { isLikely } from '../search/result-groups'
import { useLiveSearch } from '../search/use-live-search'
import { useAnnounce } from '../ui/announcer'
import { Chip } from '../ui/chip'
import { Kbd } from '../ui/kbd'
import { snippetOf } from '../ui/readable-text'
import { EscCloses } from './esc-closes'
import type { Filling } from './fill-form'
import type { InsertPlace } from './insert-place'
import { linkOf, quoteOf } from './inserted-text'
import { OptionList, type OptionListHandle } from './option-list'

const ASKED = 8

interface KnowledgeOptionsProps extends Pick<InsertPlace, 'trigger' | 'listId' | 'style' | 'onActive'> {
  readonly list: Ref<OptionListHandle>
  readonly onChoose: (filling: Filling) => void
}

/** Passages by what is typed: Enter quotes one, with Ctrl it is linked. */
export function KnowledgeOptions(props: KnowledgeOptionsProps) {
  const { trigger, listId, style, onActive, list, onChoose } = props
  const client = useClient()
  const announce = useAnnounce()
  const live = useLiveSearch(trigger.query === '' ? null : { text: trigger.query, limit: ASKED })
  const hits = useMemo(() => live.result?.passages.filter(isLikely) ?? [], [live.result])

  const put = ({ title, isInternal }: SearchHit, text: string) =>
    onChoose({ macroId: null, title, isInternal, asked: [], suggested: {}, fill: () => text })

  async function link(hit: SearchHit) {
    try {
      const { url } = await client.call('documents.get', { documentId: hit.documentId })
      put(hit, linkOf(hit.title, url ?? passageLink(hit, window.location.href), style))
      if (url === null)
        announce('This document has no web address: the link opens it in VerdeMuse only.', 'shown')
    } catch (thrown) {
      announce(toAppError(thrown).message, 'shown')
    }
  }
  const choose = (hit: SearchHit, isSecond: boolean) => {
    if (isSecond) void link(hit)
    else put(hit, quoteOf(hit, style))
  }

  return (
    <OptionList
      ref={list}
      id={listId}
      label="passages"
      options={hits}
      keyOf={keyOf}
      onActive={onActive}
      onChoose={choose}
      isPending={trigger.query !== '' && !live.isSettled}
      empty={emptyWords(trigger.query, live.isSettled, live.error !== null)}
      foot={(active) =>
        active ? (
          <>
            <FootButton keys="↵" onClick={() => choose(active, false)}>
              Insert quote
            </FootButton>
            <FootButton keys={shortcutLabel('Mod+↵')} onClick={() => choose(active, true)}>
              Insert link
            </FootButton>
            <EscCloses className="ms-auto" />
          </>
        ) : (
          <EscCloses isAlone />
        )
      }
    >
      {(hit) => <PassageOption hit={hit} />}
    </OptionList>
  )
}

function PassageOption({ hit }: { readonly hit: SearchHit }) {
  return (
    <span className="flex min-w-0 flex-col">
      <span className="flex min-w-0 items-center gap-2">
        <bdi className="min-w-0 truncate text-sm font-medium">{hit.title}</bdi>
        {hit.isInternal && <Chip tone="amber">internal</Chip>}
        {hit.heading && (
          <bdi className="ms-auto max-w-[45%] shrink-0 truncate text-xs text-muted">
            {hit.heading.split(' › ').at(-1)}
          </bdi>
        )}
      </span>
      <bdi className="line-clamp-2 text-xs text-muted">{snippetOf(hit.text)}</bdi>
    </span>
  )
}

interface FootButtonProps {
  readonly keys: string
  readonly onClick: () => void
  readonly children: string
}

/** For the mouse; the field has the focus, and the keys stand beside the words. */
function FootButton({ keys, onClick, children }: FootButtonProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      onClick={onClick}
      className="-mx-1 inline-flex min-h-6 items-center gap-1.5 rounded-sm px-1 text-text hover:bg-sunken"
    >
      <Kbd>{keys}</Kbd>
      {children}
    </button>
  )
}

function keyOf({ chunkId }: SearchHit): string {
  return String(chunkId)
}

function emptyWords(query: string, isSettled: boolean, hasFailed: boolean): string {
  if (query === '') return 'Type a few words to quote or link a passage of the knowledge base.'
  if (hasFailed) return 'The knowledge base could not be searched.'
  return isSettled ? `Nothing in the knowledge base speaks of “${query}”.` : 'Searching…'
}
