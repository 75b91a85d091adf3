import type { CustomMaskRule, MaskKind } from '@shared/masking-models'
import { findByCustomRules } from './custom-rules'
import { findNames } from './find-names'
import type { FoundSpan } from './found-span'
import { MASK_RULES } from './mask-rules'
import { scannedText } from './scanned-text'

export interface FindOptions {
  /** Kinds that are left as they are. */
  readonly without?: ReadonlySet<MaskKind>
  readonly customRules?: readonly CustomMaskRule[]
}

/** What of a text is personal, in reading order, each stretch once; own rules go before all others. */
export function findSpans(
  text: string,
  { without = new Set(), customRules = [] }: FindOptions = {},
): FoundSpan[] {
  const found: FoundSpan[] = findByCustomRules(text, customRules)
  const scanned = scannedText(text)
  for (const { kind, pattern, isReal, cut } of MASK_RULES)
    for (const match of scanned.matches(pattern)) {
      const { start } = match
      const value = cut ? cut(match.value) : match.value
      if (value !== null && (!isReal || isReal(value)))
        found.push({ start, end: start + value.length, kind, label: kind })
    }
  found.push(...findNames(scanned).map((span) => ({ ...span, label: 'name' })))
  const taken: FoundSpan[] = []
  for (const span of found)
    if (!without.has(span.kind) && !taken.some((other) => span.start < other.end && span.end > other.start))
      taken.push(span)
  return taken.sort((a, b) => a.start - b.start)
}
