import type { Message } from '@shared/models'
import type { ClipboardEvent } from 'react'
import { useClient } from '../engine/use-engine'

/** A copied number or product name is no use of an answer; a sentence is. */
const MEANINGFUL_CHARS = 40

/**
 * What left the app counts as used, once; that it could not be written down is nothing to stop an agent for.
 * `whenCopied` is for the copy event of the answer's text: by the keys or the menu of the system, nothing is asked.
 */
export function useMarkUsed(message: Message, onChanged: (message: Message) => void) {
  const client = useClient()
  function markUsed(): void {
    if (message.usedAt !== null) return
    client.call('answers.used', { answerId: message.id }).then(onChanged, () => {})
  }
  function whenCopied(event: ClipboardEvent): void {
    if (message.state !== 'streaming' && isMeaningful(copiedBy(event), message.text)) markUsed()
  }
  return { markUsed, whenCopied }
}

function copiedBy({ target }: ClipboardEvent): string {
  if (target instanceof HTMLTextAreaElement)
    return target.value.slice(target.selectionStart, target.selectionEnd)
  return document.getSelection()?.toString() ?? ''
}

/** A sentence, or half of an answer that is shorter than that. */
function isMeaningful(copied: string, answer: string): boolean {
  return copied.trim().length >= Math.min(MEANINGFUL_CHARS, Math.max(1, answer.trim().length / 2))
}
