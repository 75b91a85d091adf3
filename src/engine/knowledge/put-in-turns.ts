import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { Knowledge, NewDocument, StoredDocument } from './knowledge'

/** Above this a document is written in steps: one transaction for it would hold up a question. */
export const LARGE_DOCUMENT_CHUNKS = 150

/**
 * Writes a document; a giant one gives others a turn between its steps, and `between` is waited for after each of them.
 * Rejects with `cancelled` and takes it back.
 */
export async function putInTurns(
  knowledge: Pick<Knowledge, 'put' | 'putInSteps'>,
  document: NewDocument,
  signal: AbortSignal,
  between: () => Promise<void> = async () => {},
): Promise<StoredDocument> {
  if (document.chunks.length <= LARGE_DOCUMENT_CHUNKS) return knowledge.put(document)
  const steps = knowledge.putInSteps(document)
  try {
    for (;;) {
      const step = steps.next()
      if (step.done) return step.value
      await yieldToOthers()
      await between()
      signal.throwIfAborted()
    }
  } finally {
    steps.return(undefined as never)
  }
}
