import type { AppError } from '@shared/errors'
import { linksIn, trustedLinks, withoutUnknownLinks } from '@shared/known-links'
import type { AnswerTask, Notice, Passage } from '@shared/models'
import type { AnswerContent, AnswerPart } from '../conversations/conversations'
import type { StreamEnd, StreamResult } from '../model/answer-model'
import type { CachedAnswer } from './answer-cache'
import { EXTRACTIVE_MODEL } from './cache-keys'
import { verifyCitations } from './citations'

/** What is said of an answer, at the beginning of the sentence that says why no model wrote it. */
const WITHOUT_MODEL = 'Answered from the knowledge base without a model'
const MADE_WITHOUT_MODEL: Readonly<Record<AnswerTask['kind'], string>> = {
  answer: WITHOUT_MODEL,
  draft: 'Put together from your articles word for word, without a model; read it before you send it',
  summary: 'The most telling sentences of the thread, chosen without a model',
}

/** Why the model could not be asked, in the words of what was asked for. */
export function obstacleNotice(obstacle: Notice, kind: AnswerTask['kind']): Notice {
  return { ...obstacle, message: obstacle.message.replace(WITHOUT_MODEL, MADE_WITHOUT_MODEL[kind]) }
}

/** What was quoted instead of written. */
export interface Quoted {
  readonly kind: 'quoted' | 'nothing'
  readonly text: string
}

/** An answer put together from what is there, and why it was not written by the model. */
export function quotedContent(quoted: Quoted, passages: readonly Passage[], notice: Notice): AnswerContent {
  return {
    text: quoted.text,
    state: 'complete',
    origin: quoted.kind === 'quoted' ? 'extractive' : 'none',
    cachedAt: null,
    modelName: null,
    notice,
    passages: [...passages],
    droppedCitations: [],
  }
}

/** `obstacle`: why the model could not be asked; a quoted answer is stored only where that was so. */
export function cachedContent(
  cached: CachedAnswer,
  obstacle: Notice | null,
  kind: AnswerTask['kind'] = 'answer',
): AnswerContent {
  const isExtractive = cached.modelName === EXTRACTIVE_MODEL
  return {
    text: cached.text,
    state: 'complete',
    origin: isExtractive ? 'extractive' : 'model',
    cachedAt: cached.createdAt,
    modelName: isExtractive ? null : cached.modelName,
    notice: isExtractive && obstacle ? obstacleNotice(obstacle, kind) : null,
    passages: cached.passages,
    droppedCitations: [],
  }
}

export interface Written {
  readonly text: string
  readonly passages: readonly Passage[]
  readonly modelName: string
  /** What was asked: addresses in it are no invention of a document's. */
  readonly question?: string
  /** In a reply any part may be left open; an answer says at its beginning that it is none. */
  readonly isReply?: boolean
}

/** What the model cites where no passage holds the answer. */
const NOT_COVERED = 0
const BEGINS_NOT_COVERED = /^\s*\[0\]/

/**
 * What the model wrote to its end, with only those citations and links that its passages bear out. `finish` makes of it
 * what is kept: frames a reply, cuts a summary.
 */
export function writtenContent(
  written: Written,
  { end, usage }: StreamResult,
  finish: (text: string) => string = (text) => text,
): AnswerContent {
  const { part, removedLinks, isNotCovered } = check(written)
  return {
    ...part,
    usage,
    text: part.text === '' ? '' : finish(part.text),
    cachedAt: null,
    state: end === 'too_long' ? 'interrupted' : 'complete',
    notice: endNotice(end) ?? linkNotice(removedLinks) ?? (isNotCovered ? NOT_COVERED_NOTICE : null),
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
  const kept = written.text.trim() === '' ? '' : ' What had come is kept.'
  const notice: Notice = { code, level: 'warning', message: `${message}${kept}` }
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

const INSTEAD: Readonly<Record<AnswerTask['kind'], string>> = {
  answer: 'This answer quotes the knowledge base instead.',
  draft: 'This draft quotes the knowledge base instead; read it before you send it.',
  summary: 'These are the most telling sentences of the thread instead.',
}

export function failureNotice(
  { code, message }: Pick<AppError, 'code' | 'message'>,
  kind: AnswerTask['kind'] = 'answer',
): Notice {
  return { code, level: 'warning', message: `${message} ${INSTEAD[kind]}` }
}

export function partOf(written: Written): AnswerPart {
  return check(written).part
}

function check({ text, passages, modelName, question = '', isReply = false }: Written): {
  readonly part: AnswerPart
  readonly removedLinks: readonly string[]
  readonly isNotCovered: boolean
} {
  const written = text.toWellFormed()
  const known = linksIn(written).size === 0 ? NO_LINKS : knownLinks(passages, question)
  const linked = withoutUnknownLinks(written, known)
  const verified = verifyCitations(linked.text, passages.length)
  // a model that counts from nought cites its first passage so
  const isNotCovered =
    verified.dropped.includes(NOT_COVERED) && (isReply || BEGINS_NOT_COVERED.test(linked.text))
  const part: AnswerPart = {
    text: verified.text.trim(),
    origin: text === '' ? null : 'model',
    modelName: text === '' ? null : modelName,
    passages: [...passages],
    droppedCitations: verified.dropped.filter((number) => !isNotCovered || number !== NOT_COVERED),
  }
  return { part, removedLinks: linked.removed, isNotCovered }
}

/** The database lists the question as a gap by this code (migration 270). */
const NOT_COVERED_NOTICE: Notice = {
  code: 'not_covered',
  level: 'info',
  message:
    'The model found no answer to this, or to a part of it, in the passages: a gap in the knowledge base.',
}

export function isNotCovered({ notice }: Pick<AnswerContent, 'notice'>): boolean {
  return notice?.code === NOT_COVERED_NOTICE.code
}

const NO_LINKS: ReadonlySet<string> = new Set()

/** What the customer wrote is no document's invention, whatever it asks for. Reading all passages takes a millisecond. */
function knownLinks(passages: readonly Passage[], question: string): ReadonlySet<string> {
  const sources = trustedLinks(passages.map((passage) => `${passage.title}\n${passage.text}`))
  return new Set([...linksIn(question), ...sources])
}

function linkNotice(removed: readonly string[]): Notice | null {
  if (removed.length === 0) return null
  const what = removed.length === 1 ? 'A link or picture' : `${removed.length} links or pictures`
  const message = `${what} that no source holds, or one wants to have added, ${removed.length === 1 ? 'was' : 'were'} taken out. Read the sources before you rely on this.`
  return { code: 'links_removed', level: 'warning', message }
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
