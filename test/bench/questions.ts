import { readGoldenQuestions } from '../eval/golden-questions'

const OPENINGS = ['', 'A customer asks: ', 'Please help, ', 'Short question. ', 'From the shop chat: ']

/** Different questions, so that none can come out of a cache; at most five for each golden one. */
export function differentQuestions(count: number, offset = 0): string[] {
  const golden = readGoldenQuestions().map(({ question }) => question)
  const all = OPENINGS.flatMap((opening) => golden.map((question) => opening + question))
  if (offset + count > all.length) throw new Error(`there are ${all.length} questions, not ${offset + count}`)
  return all.slice(offset, offset + count)
}
