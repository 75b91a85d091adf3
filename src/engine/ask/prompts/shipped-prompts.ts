import type { ShippedPrompt } from '../../model/prompts'
import { ANSWER_PROMPT } from './answer-prompt'

/** What the model is told, for each kind of work of this room; shown and changed in the settings. */
export const SHIPPED_PROMPTS: readonly ShippedPrompt[] = [ANSWER_PROMPT]
