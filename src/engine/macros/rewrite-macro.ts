import type { EventOf } from '@shared/contract'
import type { Logger } from '@shared/log'
import type { Macro } from '@shared/macro-models'
import { variablesIn } from '@shared/macro-text'
import { fenced } from '../model/fence'
import type { ModelRoom } from '../model/model-room'
import { writeText } from '../model/write-text'
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

/** The model's new wording as it comes, then the whole. */
export function rewriteMacro({
  macro,
  model,
  log,
  signal,
}: RewriteMacroOptions): AsyncGenerator<MacroRewriteEvent> {
  return writeText({
    model,
    prompt: () => ({ system: model.prompts.get(MACRO_PROMPT.name, {}).system, user: questionOf(macro) }),
    temperature: TEMPERATURE,
    sources: [macro.body, ...macro.passages.map(({ now }) => now?.text ?? '')].join('\n'),
    noModel: NO_MODEL,
    unchanged: 'The macro is as it was.',
    done: (text) => doneEvent(macro, text),
    onFailed: (code) => log.warn('macro_rewrite_failed', { code }),
    signal,
  })
}

function questionOf({ body, passages }: Macro): string {
  const changed = passages.filter(({ state }) => state !== 'same')
  const blocks = changed.map(({ text, now }) => {
    const after = now ? `<passage when="now">\n${fenced(now.text)}\n</passage>` : '(The passage was removed.)'
    return `<passage when="before">\n${fenced(text)}\n</passage>\n${after}`
  })
  return `${blocks.join('\n\n')}\n\n<text>\n${fenced(body)}\n</text>`
}

function doneEvent(macro: Macro, text: string) {
  const kept = new Set(variablesIn(text))
  return { kind: 'done' as const, text, lost: variablesIn(macro.body).filter((name) => !kept.has(name)) }
}
