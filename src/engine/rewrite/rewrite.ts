import { cleanText } from '@shared/clean-text'
import type { RewriteAction, RewriteEvent } from '@shared/draft-contract'
import { AppError, isCancelled, toAppError } from '@shared/errors'
import { linksIn, withoutUnknownLinks } from '@shared/known-links'
import type { Logger } from '@shared/log'
import { fenced } from '../model/fence'
import { toModelRequest } from '../model/model-request'
import type { ModelRoom } from '../model/model-room'
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
  async function* start(request: RewriteRequest, signal: AbortSignal): AsyncGenerator<RewriteEvent> {
    const target = model.target()
    if (target.obstacle) return yield { kind: 'failed', notice: { ...target.obstacle, message: NO_MODEL } }
    const { text, action } = request
    const { system } = model.prompts.get(REWRITE_PROMPT.name, {
      action: actionWords(action, languageOf(request)),
    })
    const messages = [
      { role: 'system' as const, content: system },
      { role: 'user' as const, content: `<text>\n${fenced(text)}\n</text>` },
    ]
    try {
      const asked = { ...toModelRequest(target, messages, () => {}), temperature: TEMPERATURE }
      let written = ''
      for await (const piece of model.stream(asked, signal)) {
        written += cleanText(piece)
        yield { kind: 'delta', text: cleanText(piece) }
      }
      yield ended(text, written)
    } catch (thrown) {
      if (isCancelled(thrown)) throw thrown
      const { code, message } = toAppError(thrown)
      log.warn('rewrite_failed', { code })
      yield {
        kind: 'failed',
        notice: { code, level: 'warning', message: `${message} Your text is as it was.` },
      }
    }
  }
  return { start }
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

/** The model's own frame around the text goes, and so do links it made up. */
function ended(before: string, written: string): RewriteEvent {
  const bare = written.trim().replace(/^<text>\s*|\s*<\/text>$/g, '')
  const text = withoutUnknownLinks(bare, linksIn(before)).text.trim()
  if (text === '')
    return {
      kind: 'failed',
      notice: {
        code: 'api_malformed',
        level: 'warning',
        message: 'The model wrote nothing. Your text is as it was.',
      },
    }
  return { kind: 'done', text, missing: [...missingFacts(before, text)] }
}
