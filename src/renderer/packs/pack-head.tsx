import type { Pack, PackLocation } from '@shared/packs'
import { RefreshCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useClient } from '../engine/use-engine'
import { Detail, DetailList, HeadPanel } from '../knowledge/head-panel'
import { useAct } from '../knowledge/use-act'
import { useAnnounce } from '../ui/announcer'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { countOf, formatAge, formatDay, formatMoment } from '../ui/figures'
import { Tooltip } from '../ui/tooltip'
import { locationWords, MANAGED_WORDS, outcomeWords, signatureWords } from './pack-words'

interface PackHeadProps {
  readonly pack: Pack
  readonly location: PackLocation | null
  readonly onRemoved: () => void
}

/** What is known of an installed pack: which issue, who signed it, where newer ones come from. */
export function PackHead({ pack, location, onRemoved }: PackHeadProps) {
  const client = useClient()
  const act = useAct()
  const check = useCheck()
  const [isRemoving, setIsRemoving] = useState(false)
  const signature = signatureWords(pack)
  const state = location && locationWords(location)
  return (
    <HeadPanel
      title={pack.name}
      chips={
        <>
          <Chip>version {pack.serial}</Chip>
          {pack.isManaged && <Chip>set by your administrator</Chip>}
        </>
      }
      problem={state && (state.tone === 'bad' || state.tone === 'attention') ? state : null}
      actions={
        <>
          {location && (
            <Button size="small" disabled={state?.tone === 'working'} onClick={() => check(location.id)}>
              <RefreshCw aria-hidden />
              Update now
            </Button>
          )}
          {!pack.isManaged && (
            <Button size="small" variant="danger" onClick={() => setIsRemoving(true)}>
              <Trash2 aria-hidden />
              Remove
            </Button>
          )}
        </>
      }
    >
      <DetailList>
        <Detail term="Signature">
          <Tooltip content={<span className="[overflow-wrap:anywhere]">{signature.detail}</span>} isWide>
            <button type="button" className="rounded-sm text-start">
              <Chip tone={signature.tone} className="max-w-full whitespace-normal! text-start">
                {signature.text}
              </Chip>
            </button>
          </Tooltip>
        </Detail>
        <Detail term="Comes from">
          <bdi className="[overflow-wrap:anywhere]">{location ? location.address : 'a file, once'}</bdi>
        </Detail>
        {location && (
          <Detail term="Checked">
            {location.lastCheckedAt === null ? 'not yet' : formatAge(location.lastCheckedAt, Date.now())}
            {state?.tone === 'quiet' || state?.tone === 'working' ? ` · ${state.text}` : ''}
          </Detail>
        )}
        <Detail term="Holds">
          {countOf(pack.documentCount, 'document')}, {countOf(pack.chunkCount, 'passage')}
          {!pack.hasFittingVectors && ' · made for another search model, so meaning search is prepared here'}
        </Detail>
        <Detail term="Installed">
          <time title={formatMoment(pack.updatedAt)}>{formatAge(pack.updatedAt, Date.now())}</time>
          {pack.createdAt !== null && `, built ${formatDay(pack.createdAt)}`}
        </Detail>
        {pack.isManaged && <Detail term="Remove">{MANAGED_WORDS}</Detail>}
      </DetailList>
      <ConfirmDialog
        open={isRemoving}
        onOpenChange={setIsRemoving}
        title={`Remove “${pack.name}”?`}
        description={`Its ${countOf(pack.documentCount, 'document')} will no longer be searched, and stored answers that rest on them vanish.${location ? ' The place it came from is forgotten with it, unless other packs come from there.' : ''}`}
        confirmLabel="Remove pack"
        onConfirm={async () => {
          if (await act(() => client.call('packs.remove', { id: pack.id }), `“${pack.name}” removed.`))
            onRemoved()
        }}
      />
    </HeadPanel>
  )
}

/** Looks at one place now, and says what came of it. */
export function useCheck(): (locationId: number) => void {
  const client = useClient()
  const act = useAct()
  const announce = useAnnounce()
  return (locationId) =>
    void act(async () => {
      const { outcomes } = await client.call('packs.check', { locationId })
      announce(outcomes.map((outcome) => outcomeWords(outcome)).join(' ') || 'Nothing new there.', 'shown')
    })
}
