/** A section that was gone to has its head this far below the upper edge at most; the next one is further down. */
const HEAD_SLACK_PX = 64

/** The last section whose head stands at the upper edge or above, or the last of all at the very end; null for none. */
export function sectionInSight<Id extends string>(
  scroller: HTMLElement | null,
  ids: readonly Id[],
): Id | null {
  if (!scroller) return null
  const isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 2
  if (isAtEnd) return ids.at(-1) ?? null
  const line = scroller.getBoundingClientRect().top + HEAD_SLACK_PX
  const isPassed = (id: Id) => {
    const element = scroller.querySelector(`[data-section="${id}"]`)
    return element !== null && element.getBoundingClientRect().top <= line
  }
  return ids.findLast(isPassed) ?? null
}
