import type { Conversation } from '@shared/models'

export interface ConversationGroup {
  readonly label: 'Pinned' | 'Today' | 'Yesterday' | 'Earlier'
  readonly conversations: readonly Conversation[]
}

const DAY_MS = 24 * 60 * 60 * 1000
const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const WEEKDAY = new Intl.DateTimeFormat('en-GB', { weekday: 'short' })
const DAY_AND_MONTH = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const MONTH_AND_YEAR = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric' })

/** Pinned first, then by the day of the last change; newest first in each group; empty groups are left out. */
export function groupConversations(
  conversations: readonly Conversation[],
  now: number,
): readonly ConversationGroup[] {
  const today = midnightBefore(now)
  // noon of the day before is in that day whatever the clocks did in the night
  const yesterday = midnightBefore(today - DAY_MS / 2)
  const labelOf = ({ isPinned, updatedAt }: Conversation) => {
    if (isPinned) return 'Pinned'
    if (updatedAt >= today) return 'Today'
    return updatedAt >= yesterday ? 'Yesterday' : 'Earlier'
  }
  const sorted = [...conversations].sort((one, other) => other.updatedAt - one.updatedAt || other.id - one.id)
  return (['Pinned', 'Today', 'Yesterday', 'Earlier'] as const)
    .map((label) => ({ label, conversations: sorted.filter((item) => labelOf(item) === label) }))
    .filter((group) => group.conversations.length > 0)
}

/** `14:02` today and yesterday, `Mon` within a week, then `3 Nov` and `Nov 2024`. */
export function timeLabel(at: number, now: number): string {
  const today = midnightBefore(now)
  if (at >= midnightBefore(today - DAY_MS / 2)) return TIME.format(at)
  if (at >= today - 6 * DAY_MS) return WEEKDAY.format(at)
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (isThisYear ? DAY_AND_MONTH : MONTH_AND_YEAR).format(at)
}

function midnightBefore(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
