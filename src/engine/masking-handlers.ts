import type { Handlers } from '@shared/contract'
import type { maskingContract } from '@shared/masking-contract'
import { assertUsable } from './masking/custom-rules'
import type { MaskingRoom } from './masking/masking-room'

export interface MaskingRooms {
  readonly masking: MaskingRoom
}

/** What the contract has about masking, one line a method. */
export function createMaskingHandlers({
  masking,
}: MaskingRooms): Pick<Handlers, keyof typeof maskingContract> {
  return {
    'masking.preview': ({ text }) => ({ mode: masking.mode(), spans: masking.preview(text) }),
    'masking.sent': ({ messageId }) => ({ requests: masking.sent.of(messageId) }),
    'masking.checkRule': (rule) => {
      assertUsable(rule)
      return {}
    },
    'eval.mask': ({ texts }) => ({ results: texts.map(masking.evaluate) }),
  }
}
