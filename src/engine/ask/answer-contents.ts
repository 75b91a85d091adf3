import type { AppError } from '@shared/errors'
import type { Notice, Passage } from '@shared/models'
import type { AnswerContent, AnswerPart } from '../conversations/conversations'
import type { StreamEnd, StreamResult } from '../model/answer-model'
import type { CachedAnswer } from './answer-cache'
import type { AskedFor } from './asked-for'
import { EXTRACTIVE_MODEL } from './cache-keys'
import { verifyCitations } from './citations'
import { extractiveAnswer } from './extractive-answer'

/** An answer quoted from the passages, and why it was not written by the model. */
export function extractiveContent(
  asked: AskedFor,
  passages: readonly Passage[],
  notice: Notice,
): AnswerContent {
  const answer = extractiveAnswer(asked, passages)
  return {
    text: answer.text,
    state: 'complete',
    origin: answer.kind === 'quoted' ? 'extractive' : 'none',
    cachedAt: null,
    modelName: null,
    notice,
    passages: [...passages],
    droppedCitations: [],
  }
}

/** `obstacle`: why the model could not be asked; a quoted answer is stored only where that was so. */
export function cachedContent(cached: CachedAnswer, obstacle: Notice | null): AnswerContent {
  const isExtractive = cached.modelName === EXTRACTIVE_MODEL
  return {
    text: cached.text,
    state: 'complete',
    origin: isExtractive ? 'extractive' : 'model',
    cachedAt: cached.createdAt,
    modelName: isExtractive ? null : cached.modelName,
    notice: isExtractive ? obstacle : null,
    passages: cached.passages,
    droppedCitations: [],
  }
}

export interface Written {
  readonly text: string
  readonly passages: readonly Passage[]
  readonly modelName: string
}

/** What the model wrote to its end, with only those citations that its passages bear out. */
export function writtenContent(written: Written, { end, usage }: StreamResult): AnswerContent {
  return {
    ...partOf(written),
    usage,
    cachedAt: null,
    state: end === 'too_long' ? 'interrupted' : 'complete',
    notice: endNotice(end),
  }
}

/** What had come when the person stopped it. */
export function stoppedContent(written: Written): AnswerContent {
  return { ...partOf(written), cachedAt: null, state: 'stopped', notice: null }
}

/** What had come when the connection failed. */
export function interruptedContent(
  written: Written,
  { code, message }: Pick<AppError, 'code' | 'message'>,
): AnswerContent {
  const notice: Notice = { code, level: 'warning', message: `${message} What had come is kept.` }
  return { ...partOf(written), cachedAt: null, state: 'interrupted', notice }
}

/** Nothing could be written or quoted. */
export function failedContent({ code, message }: Pick<AppError, 'code' | 'message'>): AnswerContent {
  return {
    text: '',
    state: 'failed',
    origin: null,
    cachedAt: null,
    modelName: null,
    notice: { code, level: 'error', message },
    passages: [],
    droppedCitations: [],
  }
}

export function failureNotice({ code, message }: Pick<AppError, 'code' | 'message'>): Notice {
  return { code, level: 'warning', message: `${message} This answer quotes the knowledge base instead.` }
}

export function partOf({ text, passages, modelName }: Written): AnswerPart {
  const verified = verifyCitations(text.toWellFormed(), passages.length)
  return {
    text: verified.text.trim(),
    origin: text === '' ? null : 'model',
    modelName: text === '' ? null : modelName,
    passages: [...passages],
    droppedCitations: [...verified.dropped],
  }
}

function endNotice(end: StreamEnd): Notice | null {
  if (end === 'complete') return null
  if (end === 'length')
    return {
      code: 'answer_length',
      level: 'info',
      message: 'The answer reached the longest length set in Settings and may be incomplete.',
    }
  return { code: 'answer_too_long', level: 'warning', message: 'The answer did not end, so it was cut here.' }
}
