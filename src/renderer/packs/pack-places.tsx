import { FolderSearch, Globe } from 'lucide-react'
import { RailRow } from '../knowledge/rail-row'
import type { Scope } from '../knowledge/scope'
import { locationWords } from './pack-words'
import { usePacks } from './use-packs'

const TONES = {
  quiet: 'text-faint',
  working: 'text-muted',
  attention: 'text-amber',
  bad: 'text-red',
} as const

interface PackPlacesProps {
  readonly scope: Scope
  readonly onChoose: (locationId: number) => void
}

/** Places that are looked at for packs; shown even where nothing came of them yet. */
export function PackPlaces({ scope, onChoose }: PackPlacesProps) {
  const { locations } = usePacks()
  if (locations.length === 0) return null
  return (
    <>
      <h2 className="mt-3 mb-1 ps-2 text-[11px] font-semibold tracking-[.04em] text-faint uppercase">
        Places of packs
      </h2>
      <ul aria-label="Places of packs" className="grid grid-cols-[minmax(0,1fr)] gap-px">
        {locations.map((location) => {
          const words = locationWords(location)
          const Icon = location.kind === 'https' ? Globe : FolderSearch
          return (
            <li key={location.id}>
              <RailRow
                isCurrent={scope.kind === 'location' && scope.id === location.id}
                onChoose={() => onChoose(location.id)}
                icon={<Icon aria-hidden size={15} className="text-muted" />}
                name={location.address}
                detail={<span className={TONES[words.tone]}>{words.text}</span>}
              />
            </li>
          )
        })}
      </ul>
    </>
  )
}
