import type { GapReason } from '@shared/gap-models'

export const REASONS: readonly {
  readonly reason: Exclude<GapReason, 'nothing'>
  readonly label: string
  readonly hint: string
}[] = [
  { reason: 'wrong', label: 'Wrong', hint: 'It says something that is not so' },
  { reason: 'incomplete', label: 'Incomplete', hint: 'Something the customer needs is missing' },
  { reason: 'outdated', label: 'Outdated', hint: 'It was right once' },
  { reason: 'tone', label: 'Tone', hint: 'Right, but not how we speak' },
  { reason: 'other', label: 'Other', hint: 'Say what in the note' },
]

export function reasonLabel(reason: GapReason): string {
  return reason === 'nothing'
    ? 'Nothing found'
    : (REASONS.find((one) => one.reason === reason)?.label ?? reason)
}
