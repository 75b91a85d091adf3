import type { RewriteAction, RewriteEvent } from '@shared/draft-contract'
import { AppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import { fenced } from '../model/fence'
import type { ModelRoom } from '../model/model-room'
import { writeText } from '../model/write-text'
import { missingFacts } from './missing-facts'
import { actionWords, REWRITE_PROMPT } from './rewrite-prompt'

export interface RewriteRequest {
  readonly text: string
  readonly action: RewriteAction
  /** BCP 47; of a translation. */
  readonly language: string | null
}

export interface Rewrite {
  /**
   * A piece of a draft in other words: what comes, then the whole with what it lost. What cannot be done is the last
   * event with its sentence; throws bad_request, and cancelled when the signal aborts.
   */
  start(request: RewriteRequest, signal: AbortSignal): AsyncGenerator<RewriteEvent>
}

export interface RewriteOptions {
  readonly model: Pick<ModelRoom, 'target' | 'stream' | 'prompts'>
  readonly log: Logger
}

/** Sober whatever the setting says: the words change, not what they say. */
const TEMPERATURE = 0.2

export function createRewrite({ model, log }: RewriteOptions): Rewrite {
  return {
    start: (request, signal) =>
      writeText({
        model,
        prompt: () => ({
          system: model.prompts.get(REWRITE_PROMPT.name, {
            action: actionWords(request.action, languageOf(request)),
          }).system,
          user: `<text>\n${fenced(request.text)}\n</text>`,
        }),
        temperature: TEMPERATURE,
        sources: request.text,
        noModel: NO_MODEL,
        unchanged: 'Your text is as it was.',
        done: (text) => ({ kind: 'done' as const, text, missing: [...missingFacts(request.text, text)] }),
        onFailed: (code) => log.warn('rewrite_failed', { code }),
        signal,
      }),
  }
}

const NO_MODEL = 'Rewriting needs a model. Add an API key in Settings; your text is as it was.'

function languageOf({ action, language }: RewriteRequest): string {
  if (action !== 'translate') return ''
  if (language === null) throw new AppError('bad_request', 'Choose the language to translate into.')
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language
  } catch {
    throw new AppError('bad_request', 'This is no language that is known here.')
  }
}
