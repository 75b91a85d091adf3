import { MACRO_BODY_MAX_CHARS, MACRO_PASSAGES_MAX } from '@shared/macro-rules'
import type { Message } from '@shared/models'
import { textToSend } from '@shared/text-to-send'
import type { MacroSeed } from '../navigation'
import { citedPassages } from '../support/cited-passages'

/** An answer as the beginning of a macro: its text without marks, and the passages that it cites. */
export function macroSeed(message: Message, sentText: string | null): MacroSeed {
  const body = (sentText ?? textToSend(message.text)).slice(0, MACRO_BODY_MAX_CHARS)
  const passages = citedPassages(message)
    .slice(0, MACRO_PASSAGES_MAX)
    .map(({ documentId, title, heading, page, start, text, isInternal }) => ({
      documentId,
      title,
      heading,
      page,
      start,
      text,
      isInternal,
    }))
  return { key: Date.now(), name: passages[0]?.title ?? '', body, passages }
}
