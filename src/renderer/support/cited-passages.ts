import type { Message, Passage } from '@shared/models'
import { splitMarks } from '../chat/citation-marks'

/** The passages that an answer cites; of quotes all that it quotes. */
export function citedPassages({ text, passages }: Pick<Message, 'text' | 'passages'>): Passage[] {
  const numbers = new Set(splitMarks(text, passages.length).filter((piece) => typeof piece === 'number'))
  return passages.filter((_, index) => numbers.has(index + 1))
}
