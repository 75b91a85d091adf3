import type { SearchMode } from '@shared/search-models'
import { type Segment, SegmentRadios } from '../ui/segmented'

const MODES: readonly Segment<SearchMode>[] = [
  { value: 'hybrid', label: 'Both', hint: 'By words and by meaning' },
  { value: 'keyword', label: 'Words', hint: 'Only passages that hold the words' },
  { value: 'semantic', label: 'Meaning', hint: 'Only passages that speak of the same, in whatever words' },
]

interface ModeSwitchProps {
  readonly mode: SearchMode
  readonly onChange: (mode: SearchMode) => void
}

export function ModeSwitch({ mode, onChange }: ModeSwitchProps) {
  return <SegmentRadios label="Search by" value={mode} segments={MODES} onChange={onChange} />
}
