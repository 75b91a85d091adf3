import { cleanText } from '@shared/clean-text'
import type { EventOf } from '@shared/contract'
import { isCancelled, toAppError } from '@shared/errors'
import { linksIn, withoutUnknownLinks } from '@shared/known-links'
import type { Logger } from '@shared/log'
import type { Macro } from '@shared/macro-models'
import { variablesIn } from '@shared/macro-text'
import { fenced } from '../model/fence'
import { toModelRequest } from '../model/model-request'
import type { ModelRoom } from '../model/model-room'
import { MACRO_PROMPT } from './macro-prompt'

export type MacroRewriteEvent = EventOf<'macros.rewrite'>

export interface RewriteMacroOptions {
  readonly macro: Macro
  readonly model: Pick<ModelRoom, 'target' | 'stream' | 'prompts'>
  readonly log: Logger
  readonly signal: AbortSignal
}

/** Sober whatever the setting says: what the passage says is what the reply is to say. */
const TEMPERATURE = 0.1
const NO_MODEL = 'This needs a model. Add an API key in Settings; the proposal below was made without one.'

/**
 * The model's new wording as it comes, then the whole. Every text goes through the one door to the model, which masks
 * it. What cannot be done is the last event with its sentence.
 */
export async function* rewriteMacro(options: RewriteMacroOptions): AsyncGenerator<MacroRewriteEvent> {
  const { macro, model, log, signal } = options
  const target = model.target()
  if (target.obstacle) return yield { kind: 'failed', notice: { ...target.obstacle, message: NO_MODEL } }
  const { system } = model.prompts.get(MACRO_PROMPT.name, {})
  const messages = [
    { role: 'system' as const, content: system },
    { role: 'user' as const, content: questionOf(macro) },
  ]
  try {
    const asked = { ...toModelRequest(target, messages, () => {}), temperature: TEMPERATURE }
    let written = ''
    for await (const piece of model.stream(asked, signal)) {
      written += cleanText(piece)
      yield { kind: 'delta', text: cleanText(piece) }
    }
    yield ended(macro, written)
  } catch (thrown) {
    if (isCancelled(thrown)) throw thrown
    const { code, message } = toAppError(thrown)
    log.warn('macro_rewrite_failed', { code })
    yield {
      kind: 'failed',
      notice: { code, level: 'warning', message: `${message} The macro is as it was.` },
    }
  }
}

function questionOf({ body, passages }: Macro): string {
  const changed = passages.filter(({ state }) => state !== 'same')
  const blocks = changed.map(({ text, now }) => {
    const after = now ? `<passage when="now">\n${fenced(now.text)}\n</passage>` : '(The passage was removed.)'
    return `<passage when="before">\n${fenced(text)}\n</passage>\n${after}`
  })
  return `${blocks.join('\n\n')}\n\n<text>\n${fenced(body)}\n</text>`
}

/** The model's own frame around the text goes, and so do links that neither the macro nor its passages hold. */
function ended(macro: Macro, written: string): MacroRewriteEvent {
  const bare = written.trim().replace(/^<text>\s*|\s*<\/text>$/g, '')
  const sources = [macro.body, ...macro.passages.map(({ now }) => now?.text ?? '')].join('\n')
  const text = withoutUnknownLinks(bare, linksIn(sources)).text.trim()
  if (text === '')
    return {
      kind: 'failed',
      notice: {
        code: 'api_malformed',
        level: 'warning',
        message: 'The model wrote nothing. The macro is as it was.',
      },
    }
  const kept = new Set(variablesIn(text))
  return { kind: 'done', text, lost: variablesIn(macro.body).filter((name) => !kept.has(name)) }
}
