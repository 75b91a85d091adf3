import { detectLanguage } from '../language/detect-language'
import { findQuestions } from './find-questions'
import { introducedName } from './people'
import { splitThread, type ThreadMessage } from './split-thread'

/** A customer's message, or a whole thread, as a reply needs it. */
export interface Thread {
  /** Oldest first; at least one. */
  readonly messages: readonly ThreadMessage[]
  /** What the customer wrote last. */
  readonly last: ThreadMessage
  readonly customerName: string | null
  /** What the last message asks, as one to three searches. */
  readonly questions: readonly string[]
  /** BCP 47 base tag of the customer's language; null where it is not sure. */
  readonly language: string | null
}

/** Too few words to tell a language by: those before them decide. */
const ENOUGH_CHARS = 40

/** Never throws; a text that is no thread is one message. */
export function readThread(text: string): Thread {
  const split = splitThread(text)
  const whole: ThreadMessage = { author: null, isAgent: false, sentAt: null, text: text.trim() }
  const messages = split.length > 0 ? split : [whole]
  const ofCustomer = messages.filter(({ isAgent }) => !isAgent)
  const last = ofCustomer.at(-1) ?? messages.at(-1) ?? whole
  const language = languageOf(last, ofCustomer)
  return {
    messages,
    last,
    customerName: nameFrom(ofCustomer.length > 0 ? ofCustomer : [last]),
    questions: findQuestions(last.text, language),
    language,
  }
}

/** The newest name, in the fullest form it has anywhere: people sign the first mail in full and the third as "Ana". */
function nameFrom(messages: readonly ThreadMessage[]): string | null {
  const names = [...messages].reverse().flatMap(({ author, text }) => introducedName(text) ?? author ?? [])
  const [newest] = names
  return names.find((name) => name.startsWith(`${newest} `)) ?? newest ?? null
}

function languageOf(last: ThreadMessage, messages: readonly ThreadMessage[]): string | null {
  const own = detectLanguage(last.text)
  if (own !== null || last.text.length > ENOUGH_CHARS) return own
  return detectLanguage(messages.map(({ text }) => text).join('\n'))
}
