import { toAppError } from '@shared/errors'
import { Sprout } from 'lucide-react'
import { useState } from 'react'
import { useClient } from '../engine/use-engine'
import { useAnnounce } from '../ui/announcer'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { countOf } from '../ui/figures'

interface SampleProps {
  readonly documentCount: number
}

/** Says that what is searched is not the team's own, and takes it away. */
export function SampleBanner({ documentCount }: SampleProps) {
  return (
    <div className="flex items-center gap-2.5 rounded-lg border border-accent-line bg-accent-soft py-1.5 ps-3 pe-1.5 text-sm">
      <Sprout aria-hidden size={16} className="shrink-0 text-accent" />
      <p className="min-w-0 grow">
        Sample knowledge base: articles of VerdeMuse, a shop that does not exist.
      </p>
      <RemoveSample documentCount={documentCount} />
    </div>
  )
}

/** Asks first, because the stored answers go with the articles. */
export function RemoveSample({ documentCount }: SampleProps) {
  const client = useClient()
  const announce = useAnnounce()
  const [isConfirming, setIsConfirming] = useState(false)

  async function remove(): Promise<void> {
    try {
      const { removed } = await client.call('documents.removeSample', {})
      announce(`${countOf(removed, 'sample article')} removed.`, 'shown')
    } catch (thrown) {
      announce(toAppError(thrown).message, 'shown')
    }
  }

  return (
    <>
      <Button
        size="small"
        variant="ghost"
        className="shrink-0 text-text"
        onClick={() => setIsConfirming(true)}
      >
        Remove sample
      </Button>
      <ConfirmDialog
        open={isConfirming}
        onOpenChange={setIsConfirming}
        title="Remove the sample knowledge base?"
        description={`${countOf(documentCount, 'sample article')} and the stored answers that rest on them will be gone. Your own files stay, and the sample can be restored while the list is empty.`}
        confirmLabel="Remove sample"
        onConfirm={remove}
      />
    </>
  )
}
