import type { PackLocation } from '@shared/packs'
import { RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { useClient } from '../engine/use-engine'
import { Detail, DetailList, HeadPanel } from '../knowledge/head-panel'
import { useAct } from '../knowledge/use-act'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { formatAge, formatBytes } from '../ui/figures'
import { useCheck } from './pack-head'
import { locationWords } from './pack-words'

interface LocationHeadProps {
  readonly location: PackLocation
  /** Of the packs that came from there. */
  readonly packNames: readonly string[]
  readonly onForgotten: () => void
}

const KINDS = { file: 'A file', folder: 'A folder or network share', https: 'A web address' } as const

/** A place that is looked at for packs. */
export function LocationHead({ location, packNames, onForgotten }: LocationHeadProps) {
  const client = useClient()
  const act = useAct()
  const check = useCheck()
  const [isForgetting, setIsForgetting] = useState(false)
  const words = locationWords(location)
  return (
    <HeadPanel
      title={location.address}
      chips={location.isManaged ? <Chip>set by your administrator</Chip> : null}
      problem={words.tone === 'bad' || words.tone === 'attention' ? words : null}
      actions={
        <>
          <Button size="small" disabled={words.tone === 'working'} onClick={() => check(location.id)}>
            <RefreshCw aria-hidden />
            Check now
          </Button>
          {!location.isManaged && (
            <Button size="small" variant="danger" onClick={() => setIsForgetting(true)}>
              Forget this place
            </Button>
          )}
        </>
      }
    >
      <DetailList>
        <Detail term="Kind">{KINDS[location.kind]}</Detail>
        <Detail term="State">
          {words.tone === 'quiet' || words.tone === 'working' ? words.text : 'See above'}
        </Detail>
        <Detail term="Checked">
          {location.lastCheckedAt === null
            ? 'not yet'
            : `${formatAge(location.lastCheckedAt, Date.now())}, ${formatBytes(location.lastBytes)} travelled`}
        </Detail>
        <Detail term="Packs">{packNames.length === 0 ? 'none yet' : packNames.join(', ')}</Detail>
      </DetailList>
      <ConfirmDialog
        open={isForgetting}
        onOpenChange={setIsForgetting}
        title="Forget this place?"
        description="It is not looked at any more. What was installed from it stays until you remove it."
        confirmLabel="Forget this place"
        onConfirm={async () => {
          const { id: locationId } = location
          if (await act(() => client.call('packs.removeLocation', { locationId }))) onForgotten()
        }}
      />
    </HeadPanel>
  )
}
