import type { Macro } from '@shared/macro-models'
import { Copy, Trash2 } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useCall } from '../engine/use-engine'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { ErrorNotice } from '../ui/error-notice'
import { formatAge } from '../ui/figures'
import { takeLostFocus } from '../ui/focus-return'
import { ChangedPanel } from './changed-panel'
import { draftOf, EMPTY_DRAFT, isSameDraft, type MacroChoice, type MacroDraft } from './macro-draft'
import { MacroFieldsForm } from './macro-fields-form'
import { MacroPassagesField } from './macro-passages-field'
import { useSaveMacro } from './use-save-macro'

interface MacroEditorProps {
  readonly choice: MacroChoice
  /** Another one when the macro was changed elsewhere, or its passages were. */
  readonly version: string
  /** What was written and not saved. */
  readonly stored: MacroDraft | null
  readonly folders: readonly string[]
  readonly onDraft: (choice: MacroChoice, draft: MacroDraft | null) => void
  /** A new one, from this. */
  readonly onBegin: (draft: MacroDraft) => void
  readonly onChoose: (choice: MacroChoice | null) => void
}

export function MacroEditor(props: MacroEditorProps) {
  const { choice, version } = props
  const call = useCall('macros.get', choice === 'new' ? null : { macroId: choice })
  const [macro, setMacro] = useState<Macro | null>(null)
  const { reload } = call
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again with each version
  useEffect(() => reload(), [version, reload])
  const read = call.kind === 'ready' ? call.output : null
  useEffect(() => {
    if (read) setMacro(read)
  }, [read])

  if (choice === 'new') return <Editor {...props} macro={null} onSaved={setMacro} />
  if (call.kind === 'failed' && !macro)
    return (
      <div className="p-6">
        <ErrorNotice error={call.error} onRetry={reload} />
      </div>
    )
  return macro && <Editor {...props} macro={macro} onSaved={setMacro} />
}

interface EditorProps extends MacroEditorProps {
  /** As it is kept; null for a new one. */
  readonly macro: Macro | null
  readonly onSaved: (macro: Macro) => void
}

function Editor({ choice, macro, stored, folders, onDraft, onBegin, onChoose, onSaved }: EditorProps) {
  const kept = macro ? draftOf(macro) : EMPTY_DRAFT
  const draft = stored ?? kept
  const isDirty = !isSameDraft(draft, kept)
  const change = (next: Partial<MacroDraft>) => {
    const changed = { ...draft, ...next }
    onDraft(choice, isSameDraft(changed, kept) ? null : changed)
  }
  const form = useRef<HTMLFormElement>(null)
  // a saved text has no button to save it: whoever pressed that one goes on in the fields
  const keepFocus = useCallback(() => takeLostFocus(form.current?.querySelector('input') ?? null), [])
  useEffect(keepFocus, [keepFocus])
  const saving = useSaveMacro({
    macro,
    draft,
    onSaved: (saved) => {
      onSaved(saved)
      onDraft(choice, null)
      keepFocus()
      if (choice === 'new') onChoose(saved.id)
    },
  })
  const { problems } = saving

  return (
    <div className="min-h-0 grow overflow-y-auto px-5 py-5 @2xl:px-7">
      <div className="mx-auto grid w-full max-w-[860px] grid-cols-[minmax(0,1fr)] gap-5">
        {macro && macro.changedCount > 0 && (
          <ChangedPanel
            macro={macro}
            isDirty={isDirty}
            onSettled={onSaved}
            onEdit={(body) => change({ body, settles: true })}
          />
        )}
        <form
          ref={form}
          aria-label={macro ? `Macro ${macro.name}` : 'New macro'}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void saving.save()
          }}
          onKeyDown={(event) => {
            if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            void saving.save()
          }}
          className="grid grid-cols-[minmax(0,1fr)] gap-5"
        >
          <MacroFieldsForm
            draft={draft}
            isNew={macro === null}
            problems={problems}
            folders={folders}
            onChange={change}
          />
          <MacroPassagesField
            passages={draft.passages}
            macro={macro}
            onChange={(passages) => change({ passages })}
          />
          {saving.failure && (
            <p role="alert" className="rounded-md bg-red-soft px-3 py-2 text-sm text-red">
              {saving.failure}
            </p>
          )}
          <div className="flex flex-wrap items-center gap-2 border-t border-line pt-4">
            <Button type="submit" variant="primary" disabled={saving.isBusy || !isDirty}>
              Save
            </Button>
            {isDirty && (
              <Button
                variant="ghost"
                onClick={() => {
                  onDraft(choice, null)
                  saving.forget()
                  if (choice === 'new') onChoose(null)
                }}
              >
                Discard changes
              </Button>
            )}
            {draft.settles && isDirty && (
              <span className="text-xs text-muted">Saving takes the passages as they stand now.</span>
            )}
            <span className="grow" />
            {macro && (
              <MacroActions
                macro={macro}
                onCopy={() =>
                  onBegin({
                    ...draft,
                    name: `${draft.name} copy`,
                    shortcut: '',
                    passages: draft.passages.map(({ id: _id, ...passage }) => passage),
                    settles: false,
                  })
                }
                onRemove={async () => {
                  await saving.remove()
                  onDraft(choice, null)
                  onChoose(null)
                }}
              />
            )}
          </div>
        </form>
      </div>
    </div>
  )
}

interface MacroActionsProps {
  readonly macro: Macro
  readonly onCopy: () => void
  readonly onRemove: () => Promise<void>
}

function MacroActions({ macro, onCopy, onRemove }: MacroActionsProps) {
  const [isAsking, setAsking] = useState(false)
  const { useCount, lastUsedAt, name } = macro
  return (
    <>
      <span className="text-xs text-muted">
        {lastUsedAt === null
          ? 'Not used yet'
          : `Used ${useCount === 1 ? 'once' : `${useCount} times`}, last ${formatAge(lastUsedAt, Date.now())}`}
      </span>
      <Button variant="ghost" onClick={onCopy}>
        <Copy aria-hidden />
        Duplicate
      </Button>
      <Button variant="danger" onClick={() => setAsking(true)}>
        <Trash2 aria-hidden />
        Delete
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Delete “${name}”?`}
        description="The macro is gone for good. What was written with it stays, and so does the knowledge base."
        confirmLabel="Delete macro"
        onConfirm={onRemove}
      />
    </>
  )
}
