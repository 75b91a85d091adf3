import type { MaskSpan } from '@shared/masking-models'

/** A span with the word its placeholder is made of: its kind, or the name of a rule of the user's own. */
export interface FoundSpan extends MaskSpan {
  readonly label: string
}
