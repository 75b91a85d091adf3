import { splitMarks } from '@shared/citation-marks'
import type { Message, Passage } from '@shared/models'
import type { SupportResult } from '@shared/support-models'

/** The passages that an answer cites, and those that were found to bear it out; of quotes all that it quotes. */
export function citedPassages(
  { text, passages }: Pick<Message, 'text' | 'passages'>,
  support: SupportResult | null = null,
): Passage[] {
  const numbers = new Set<unknown>(splitMarks(text, passages.length))
  for (const { verdict, passage } of support?.sentences ?? []) if (verdict === 'backed') numbers.add(passage)
  return passages.filter((_, index) => numbers.has(index + 1))
}
