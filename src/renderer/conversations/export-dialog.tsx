import { isCancelled, toAppError } from '@shared/errors'
import type { ExportFormat } from '@shared/export-contract'
import type { Conversation } from '@shared/models'
import { Braces, FileCode2, FileText, Hash } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useBridge, useClient } from '../engine/use-engine'
import { useAnnounce } from '../ui/announcer'
import { Dialog } from '../ui/dialog'
import { Switch } from '../ui/switch'

interface ExportDialogProps {
  readonly conversation: Pick<Conversation, 'id' | 'title'>
  readonly onClose: () => void
}

interface Choice {
  readonly as: ExportFormat
  readonly label: string
  readonly hint: string
  readonly icon: ReactNode
}

const CHOICES: readonly Choice[] = [
  { as: 'pdf', label: 'PDF', hint: 'To read, print and keep', icon: <FileText aria-hidden /> },
  { as: 'html', label: 'Web page', hint: 'One HTML file, for any browser', icon: <FileCode2 aria-hidden /> },
  { as: 'md', label: 'Markdown', hint: 'Text for notes and tickets', icon: <Hash aria-hidden /> },
  { as: 'json', label: 'JSON', hint: 'For other programs', icon: <Braces aria-hidden /> },
]

/** A conversation with its sources as a file. Closing ends the writing. */
export function ExportDialog({ conversation, onClose }: ExportDialogProps) {
  const client = useClient()
  const bridge = useBridge()
  const announce = useAnnounce()
  const [isMasked, setIsMasked] = useState(false)
  const [busyWith, setBusyWith] = useState<ExportFormat | null>(null)
  const controller = useRef(new AbortController())
  // not at unmount alone: React mounts twice while developing
  useEffect(() => {
    const mine = new AbortController()
    controller.current = mine
    return () => mine.abort()
  }, [])

  async function save(as: ExportFormat): Promise<void> {
    setBusyWith(as)
    try {
      const { signal } = controller.current
      const wanted = { conversationId: conversation.id, as, isMasked }
      const file = await client.call('conversations.export', wanted, signal)
      if (await bridge.saveText(file)) announce(`${file.fileName} was saved.`, 'shown')
      onClose()
    } catch (thrown) {
      if (isCancelled(thrown)) return
      announce(toAppError(thrown).message, 'shown')
      setBusyWith(null)
    }
  }

  return (
    <Dialog open onOpenChange={onClose} title="Export conversation">
      <div className="flex flex-col gap-1 px-3 pt-1 pb-3 text-sm">
        <p className="px-2 pb-2 text-muted [overflow-wrap:anywhere]" dir="auto">
          “{conversation.title}” with its answers and the sources that they cite.
        </p>
        <div className="mb-1 flex items-start gap-3 border-b border-line px-2 pb-3">
          <span className="grow">
            <span id="export-masked" className="block font-medium">
              Replace personal details
            </span>
            <span id="export-masked-about" className="block text-xs text-muted">
              Placeholders for names, addresses and numbers, as for a model server. Look through the file all
              the same: now and then one is missed.
            </span>
          </span>
          <Switch
            isOn={isMasked}
            onChange={setIsMasked}
            labelledBy="export-masked"
            describedBy="export-masked-about"
            isDisabled={busyWith !== null}
          />
        </div>
        {CHOICES.map(({ as, label, hint, icon }) => (
          <button
            key={as}
            type="button"
            disabled={busyWith !== null}
            aria-busy={busyWith === as}
            onClick={() => void save(as)}
            className="flex items-center gap-3 rounded-md px-2 py-2 text-left transition-colors enabled:hover:bg-sunken disabled:opacity-60 [&_svg]:size-5 [&_svg]:shrink-0 [&_svg]:text-muted"
          >
            {icon}
            <span className="grow">
              <span className="block font-medium text-text">{label}</span>
              <span className="block text-xs text-muted">
                {busyWith === as ? 'Writing the file …' : hint}
              </span>
            </span>
          </button>
        ))}
      </div>
    </Dialog>
  )
}
