import { cleanText } from '@shared/clean-text'
import { isCancelled, toAppError } from '@shared/errors'
import { linksIn, withoutUnknownLinks } from '@shared/known-links'
import type { Notice } from '@shared/models'
import { toModelRequest } from './model-request'
import type { ModelRoom } from './model-room'

export type WrittenEvent<Done> =
  | { readonly kind: 'delta'; readonly text: string }
  | { readonly kind: 'failed'; readonly notice: Notice }
  | Done

export interface WriteTextOptions<Done> {
  readonly model: Pick<ModelRoom, 'target' | 'stream'>
  /** Asked for only where there is a model; throws what the caller of the stream is to see. */
  readonly prompt: () => { readonly system: string; readonly user: string }
  readonly temperature: number
  /** Texts whose links may stand in what is written. */
  readonly sources: string
  readonly noModel: string
  /** What is as it was when nothing came of it, in a sentence. */
  readonly unchanged: string
  readonly done: (text: string) => Done
  readonly onFailed: (code: string) => void
  readonly signal: AbortSignal
}

/**
 * One text in place of another, as the model writes it, then the whole. Every text goes through the one door to the model,
 * which masks it. What cannot be done is the last event with its sentence; throws cancelled when the signal aborts.
 */
export async function* writeText<Done>(options: WriteTextOptions<Done>): AsyncGenerator<WrittenEvent<Done>> {
  const { model, temperature, noModel, unchanged, onFailed, signal } = options
  const target = model.target()
  if (target.obstacle) return yield { kind: 'failed', notice: { ...target.obstacle, message: noModel } }
  const { system, user } = options.prompt()
  const messages = [
    { role: 'system' as const, content: system },
    { role: 'user' as const, content: user },
  ]
  try {
    const asked = { ...toModelRequest(target, messages, () => {}), temperature }
    let written = ''
    for await (const piece of model.stream(asked, signal)) {
      const text = cleanText(piece)
      written += text
      yield { kind: 'delta', text }
    }
    yield ended(written, options)
  } catch (thrown) {
    if (isCancelled(thrown)) throw thrown
    const { code, message } = toAppError(thrown)
    onFailed(code)
    yield { kind: 'failed', notice: { code, level: 'warning', message: `${message} ${unchanged}` } }
  }
}

/** The model's own frame around the text goes, and so do links that no source holds. */
function ended<Done>(
  written: string,
  { sources, unchanged, done }: WriteTextOptions<Done>,
): WrittenEvent<Done> {
  const bare = written.trim().replace(/^<text>\s*|\s*<\/text>$/g, '')
  const text = withoutUnknownLinks(bare, linksIn(sources)).text.trim()
  if (text !== '') return done(text)
  return {
    kind: 'failed',
    notice: { code: 'api_malformed', level: 'warning', message: `The model wrote nothing. ${unchanged}` },
  }
}
