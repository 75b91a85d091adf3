import type { AnswerEvent } from '@shared/contract'
import type { Message, Passage } from '@shared/models'
import { createChanges } from '../changes/changes'
import type { AnswerContent } from '../conversations/conversations'

/** Twenty events a second read as a flow, and a fast stream never floods the page. */
const EVENT_INTERVAL_MS = 50

export type AnswerStep = 'searching' | 'waiting' | 'writing'

/** An answer while it is being made. Whoever watches sees the same, whenever they come and whether they stay. */
export interface LiveAnswer {
  readonly answerId: number
  /** The model that was set when the question was asked. */
  readonly modelName: string
  readonly question: string
  readonly isReply: boolean
  readonly signal: AbortSignal
  readonly text: string
  readonly passages: readonly Passage[]
  readonly isDone: boolean
  /** Resolves when the answer has ended, however. */
  readonly ended: Promise<void>
  enter(step: AnswerStep): void
  give(passages: readonly Passage[]): void
  append(text: string): void
  /** The first end counts; true for that one. Aborts the signal, so that what still runs stops. */
  end(content: AnswerContent): boolean
  watch(signal: AbortSignal): AsyncGenerator<AnswerEvent>
}

export function createLiveAnswer(begun: Message, modelName: string, question: string): LiveAnswer {
  const changes = createChanges()
  const controller = new AbortController()
  const ended = Promise.withResolvers<void>()
  let message = begun
  let step: AnswerStep | null = null
  let isDone = false

  function change(next: Partial<Message>): void {
    if (isDone) return
    message = { ...message, ...next }
    changes.emit()
  }

  async function* watch(signal: AbortSignal): AsyncGenerator<AnswerEvent> {
    let told = { length: message.text.length, passages: message.passages, step: null as AnswerStep | null }
    yield { kind: 'snapshot', message }
    while (!signal.aborted) {
      if (isDone) {
        yield { kind: 'done', message }
        return
      }
      const now = { length: message.text.length, passages: message.passages, step }
      const before = told
      const toldAt = performance.now()
      const delta = message.text.slice(before.length)
      told = now
      if (now.step !== null && now.step !== before.step) yield { kind: 'step', step: now.step }
      if (now.passages !== before.passages) yield { kind: 'passages', passages: now.passages }
      if (delta !== '') yield { kind: 'delta', text: delta }
      const hasMore =
        message.text.length > told.length || message.passages !== told.passages || step !== told.step
      if (!hasMore && !isDone) await nextChange(signal)
      await restUnlessDone(signal, toldAt + EVENT_INTERVAL_MS - performance.now())
    }
  }

  function nextChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        stopListening()
        signal.removeEventListener('abort', finish)
        resolve()
      }
      const stopListening = changes.onChange(finish)
      signal.addEventListener('abort', finish, { once: true })
      if (signal.aborted) finish()
    })
  }

  /** Lets pieces gather, but the end is told at once. */
  function restUnlessDone(signal: AbortSignal, restMs: number): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer)
        controller.signal.removeEventListener('abort', finish)
        signal.removeEventListener('abort', finish)
        resolve()
      }
      const timer = setTimeout(finish, Math.max(0, restMs))
      if (isDone || signal.aborted || restMs <= 0) return finish()
      controller.signal.addEventListener('abort', finish, { once: true })
      signal.addEventListener('abort', finish, { once: true })
    })
  }

  return {
    answerId: begun.id,
    modelName,
    question,
    isReply: begun.task?.kind === 'draft',
    signal: controller.signal,
    get text() {
      return message.text
    },
    get passages() {
      return message.passages
    },
    get isDone() {
      return isDone
    },
    ended: ended.promise,
    enter(next) {
      step = next
      changes.emit()
    },
    give: (passages) => change({ passages: [...passages] }),
    append: (text) => change({ text: message.text + text }),
    end(content) {
      if (isDone) return false
      message = { ...message, ...content }
      isDone = true
      controller.abort()
      changes.emit()
      ended.resolve()
      return true
    },
    watch,
  }
}
