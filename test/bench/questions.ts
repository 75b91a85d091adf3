import { readGoldenQuestions } from '../eval/golden-questions'

/**
 * Different questions, so that none can come out of a cache: the golden ones, then the same for another number of pots
 * each time, because an answer about one number is never given to a question about another.
 */
export function differentQuestions(count: number, offset = 0): string[] {
  const golden = readGoldenQuestions().map(({ question }) => question)
  return Array.from({ length: count }, (_, place) => {
    const at = offset + place
    const round = Math.floor(at / golden.length)
    const question = golden[at % golden.length] ?? ''
    return round === 0 ? question : `For ${round + 1} pots: ${question}`
  })
}
