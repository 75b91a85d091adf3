import { toAppError } from '@shared/errors'
import type { DocumentDetail } from '@shared/models'
import { Copy, ExternalLink, Link } from 'lucide-react'
import { useBridge, useClient } from '../engine/use-engine'
import type { DocumentPlace } from '../navigation'
import { passageLink } from '../passage-link'
import { useAnnounce } from '../ui/announcer'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { passageReference } from './passage-reference'
import type { Stretch } from './places'

interface DocumentActionsProps {
  readonly document: DocumentDetail
  readonly place: DocumentPlace
  /** Where the passage stands now; null when the document was opened as a whole. */
  readonly passage: Stretch | null
}

const MISSING_WORDS = {
  gone: 'The file is no longer where it was read.',
  changed: 'The file was changed since it was read.',
  not_kept: 'This document came without a file that could be opened.',
} as const

/** Copy the passage or a link to it; open the file in its own program. */
export function DocumentActions({ document, place, passage }: DocumentActionsProps) {
  const bridge = useBridge()
  const client = useClient()
  const announce = useAnnounce()

  async function copy(what: string, text: () => string | Promise<string>) {
    try {
      await navigator.clipboard.writeText(await text())
      announce(`${what} copied.`, 'shown')
    } catch {
      announce(`The ${what.toLowerCase()} could not be copied.`, 'shown')
    }
  }

  async function passageText(): Promise<string> {
    const isThere = passage !== null && passage.end > passage.start
    const text = isThere
      ? (await client.call('documents.text', { documentId: document.id, ...passage })).text
      : (place.passage?.text ?? '')
    return passageReference(document, text, passage?.start ?? place.start ?? 0)
  }

  async function openOriginal() {
    try {
      const outcome = await bridge.openOriginal(document.id)
      if (outcome.kind === 'missing') announce(MISSING_WORDS[outcome.reason], 'shown')
      else announce(outcome.kind === 'opened' ? 'Opened in its own program.' : 'Downloading…', 'shown')
    } catch (thrown) {
      announce(toAppError(thrown).message, 'shown')
    }
  }

  const range = passage ?? {}
  const link = () => passageLink({ documentId: document.id, ...range }, window.location.href)
  return (
    <div className="flex items-center gap-0.5">
      {place.start !== undefined && (
        <IconButton label="Copy passage with its reference" onClick={() => void copy('Passage', passageText)}>
          <Copy />
        </IconButton>
      )}
      <IconButton label="Copy link" onClick={() => void copy('Link', link)}>
        <Link />
      </IconButton>
      <Button variant="ghost" title="Open original" onClick={() => void openOriginal()}>
        <ExternalLink aria-hidden />
        <span className="@max-xl:sr-only">Open original</span>
      </Button>
    </div>
  )
}
