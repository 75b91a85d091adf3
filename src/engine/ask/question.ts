import { cleanText } from '@shared/clean-text'
import { QUESTION_MAX_CHARS } from '@shared/contract'
import { AppError } from '@shared/errors'

/** The question as it is kept and sent: repaired, trimmed, without control characters. Throws bad_request. */
export function acceptQuestion(typed: string): string {
  const question = cleanText(typed.toWellFormed().replace(/\r\n?/g, '\n')).trim()
  if (question === '') throw new AppError('bad_request', 'Type a question first.')
  if (question.length > QUESTION_MAX_CHARS)
    throw new AppError(
      'bad_request',
      `This question has ${formatCount(question.length)} characters; ${formatCount(QUESTION_MAX_CHARS)} is the most. Import the long text as a document and ask about it.`,
    )
  return question
}

/** One form for what people mean as the same question: case, blanks and the marks at its end do not count. */
export function normaliseQuestion(question: string): string {
  return question
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/[\s?!.…]+$/u, '')
    .trim()
}

function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}
