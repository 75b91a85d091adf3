import type { Logger } from '@shared/log'
import type { MaskingMode, MaskSpan } from '@shared/masking-models'
import type { Settings } from '@shared/settings'
import type { WritableDb } from '../db/open-database'
import { findSpans } from './find-spans'
import type { FoundSpan } from './found-span'
import { createMasking, type Masking, type MaskingOptions } from './mask'
import { createSentRequests, type SentRequests } from './sent-requests'

/** What is replaced before a text leaves the machine, as settings and policy have it now. */
export interface MaskingRoom {
  mode(): MaskingMode
  preview(text: string): FoundSpan[]
  /** For one request; null when nothing is replaced. What was released counts only where nobody forbids it. */
  begin(released: readonly string[]): Masking | null
  /** For a file that leaves the app: one set of placeholders, by the rules in force, whether masking is on or not. */
  beginFile(): Pick<Masking, 'mask'>
  /** By the rules in force, whether masking is on or not. */
  evaluate(text: string): { masked: string; spans: MaskSpan[] }
  readonly sent: SentRequests
}

export interface MaskingRoomOptions {
  readonly db: WritableDb
  readonly settings: { get(): Settings }
  /** The administrator wants it whatever the settings say. */
  readonly isForced: boolean
  readonly now: () => number
  readonly log: Logger
}

export function createMaskingRoom({ db, settings, isForced, now, log }: MaskingRoomOptions): MaskingRoom {
  const sent = createSentRequests({ db, now, log })

  function mode(): MaskingMode {
    if (isForced) return 'forced'
    return settings.get().maskPersonalData ? 'on' : 'off'
  }

  function options(): MaskingOptions {
    const { maskKindsOff, maskRules } = settings.get()
    return { without: new Set(isForced ? [] : maskKindsOff), customRules: maskRules }
  }

  return {
    mode,
    preview: (text) => (mode() === 'off' ? [] : findSpans(text, options())),
    begin(released) {
      if (mode() === 'off') return null
      return createMasking({ ...options(), released: isForced ? [] : released })
    },
    beginFile: () => createMasking(options()),
    evaluate(text) {
      const { text: masked, spans } = createMasking(options()).mask(text)
      return { masked, spans: spans.map(({ start, end, kind }) => ({ start, end, kind })) }
    },
    sent,
  }
}
