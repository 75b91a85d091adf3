import type { ShippedPrompt } from '../../model/prompts'
import { ANSWER_PROMPT } from './answer-prompt'
import { DRAFT_PROMPT } from './draft-prompt'
import { STANDALONE_PROMPT } from './standalone-prompt'
import { SUMMARY_PROMPT } from './summary-prompt'

/** What the model is told, for each kind of work of this room; shown and changed in the settings. */
export const SHIPPED_PROMPTS: readonly ShippedPrompt[] = [
  ANSWER_PROMPT,
  DRAFT_PROMPT,
  SUMMARY_PROMPT,
  STANDALONE_PROMPT,
]
