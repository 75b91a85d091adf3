import { ChevronLeft, MessageSquareText, Plus } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useAction } from '../actions/action-registry'
import { useStream } from '../engine/use-engine'
import type { MacroSeed } from '../navigation'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { EmptyState } from '../ui/empty-state'
import { ErrorNotice } from '../ui/error-notice'
import { countOf } from '../ui/figures'
import { Kbd } from '../ui/kbd'
import { EMPTY_DRAFT, isEmptyDraft, type MacroDraft } from './macro-draft'
import { MacroEditor } from './macro-editor'
import { MacroList } from './macro-list'
import { MacroTools } from './macro-tools'
import { useMacroSession } from './use-macro-session'

/** Canned replies: found, written, kept in step with the knowledge base. */
export function MacrosView({ seed }: { readonly seed?: MacroSeed | undefined }) {
  const stream = useStream('macros.watch', {})
  const { session, choose, keepDraft, seen, toggleFolder } = useMacroSession()
  const [search, setSearch] = useState('')
  const { choice } = session
  const macros = stream.kind === 'ready' ? stream.latest.macros : null

  const [waiting, setWaiting] = useState<MacroDraft | null>(null)
  const begun = session.drafts['new']
  const put = (draft: MacroDraft) => {
    keepDraft('new', draft)
    choose('new')
  }
  /** One new macro is written at a time: another one takes its place only when that is wanted. */
  const begin = (draft: MacroDraft) => {
    if (begun && !isEmptyDraft(begun)) setWaiting(draft)
    else put(draft)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each seed
  useEffect(() => {
    if (!seed || seed.key <= session.lastSeed) return
    const { key, ...rest } = seed
    seen(key)
    begin({ ...EMPTY_DRAFT, ...rest })
  }, [seed])
  useAction({ name: 'new-macro', label: 'New macro', run: () => choose('new') })

  const folders = useMemo(
    () => [...new Set(macros?.map(({ folder }) => folder).filter((folder) => folder !== ''))],
    [macros],
  )
  const flagged = macros?.filter(({ changedCount }) => changedCount > 0).length ?? 0
  const chosen = typeof choice === 'number' ? macros?.find(({ id }) => id === choice) : undefined
  const isEditing = choice === 'new' || chosen !== undefined
  const isEmpty = macros?.length === 0 && !isEditing

  return (
    <section aria-label="Macros" className="flex h-full min-h-0 flex-col bg-panel">
      <header className="flex min-h-[56px] shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 ps-4 pe-4 sm:ps-7 sm:pe-5">
        <div className="me-auto min-w-0">
          <h1 className="text-answer font-semibold tracking-tight">Macros</h1>
          <p className="text-xs tabular-nums text-muted">
            {macros ? countOf(macros.length, 'macro') : '\u00a0'}
            {flagged > 0 && <span className="text-amber"> · {flagged} to look at</span>}
          </p>
        </div>
        <MacroTools folders={folders} count={macros?.length ?? 0} />
        {/* one filled button: Save of the editor or the one of the empty page, else this one */}
        <Button variant={isEmpty || isEditing ? 'secondary' : 'primary'} onClick={() => choose('new')}>
          <Plus aria-hidden />
          New macro
        </Button>
      </header>
      {stream.kind === 'failed' && (
        <div className="p-4">
          <ErrorNotice error={stream.error} />
        </div>
      )}
      {isEmpty ? (
        <NoMacros onNew={() => choose('new')} />
      ) : (
        <div className="@container flex min-h-0 grow">
          <div
            className={`w-full shrink-0 border-e border-line bg-bg @2xl:block @2xl:w-72 ${isEditing ? 'hidden' : ''}`}
          >
            <MacroList
              macros={macros ?? []}
              choice={choice}
              drafts={session.drafts}
              closedFolders={session.closedFolders}
              onToggleFolder={toggleFolder}
              search={search}
              onSearch={setSearch}
              onChoose={choose}
            />
          </div>
          <div className={`min-w-0 grow flex-col @2xl:flex ${isEditing ? 'flex' : 'hidden'}`}>
            {isEditing && (
              <div className="border-b border-line px-4 py-1.5 @2xl:hidden">
                <Button size="small" variant="ghost" onClick={() => choose(null)}>
                  <ChevronLeft aria-hidden />
                  All macros
                </Button>
              </div>
            )}
            {isEditing && choice !== null ? (
              <MacroEditor
                key={choice}
                choice={choice}
                version={chosen ? `${chosen.updatedAt} ${chosen.changedCount}` : ''}
                stored={session.drafts[String(choice)] ?? null}
                folders={folders}
                onDraft={keepDraft}
                onBegin={begin}
                onChoose={choose}
              />
            ) : (
              macros && <HowTo />
            )}
          </div>
        </div>
      )}
      <ConfirmDialog
        open={waiting !== null}
        onOpenChange={() => setWaiting(null)}
        title="Put away the macro you had begun?"
        description="There is a new macro that was never saved. The one you are about to begin takes its place."
        confirmLabel="Put it away"
        onConfirm={() => {
          if (waiting) put(waiting)
        }}
      />
    </section>
  )
}

function NoMacros({ onNew }: { readonly onNew: () => void }) {
  return (
    <EmptyState
      icon={<MessageSquareText aria-hidden />}
      title="Replies you write again and again"
      action={
        <Button variant="primary" onClick={onNew}>
          Write the first macro
        </Button>
      }
    >
      <p>Keep them once, with the passages they rest on. When such a passage changes, you are told.</p>
      <Ways />
    </EmptyState>
  )
}

function HowTo() {
  return (
    <EmptyState icon={<MessageSquareText aria-hidden />} title="Choose a macro">
      <Ways />
    </EmptyState>
  )
}

function Ways() {
  return (
    <dl className="mt-3 grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1.5 text-start">
      <dt>
        <Kbd>/</Kbd>
      </dt>
      <dd>at the beginning of a line or after a space: finds a macro as you type.</dd>
      <dt>
        <Kbd>::</Kbd>
      </dt>
      <dd>the same, anywhere in a line.</dd>
      <dt>
        <Kbd>??</Kbd>
      </dt>
      <dd>finds a passage of the knowledge base, to quote or to link.</dd>
    </dl>
  )
}
