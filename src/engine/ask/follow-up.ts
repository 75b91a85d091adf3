import { isStopWord } from '../search/stop-words'
import type { Turn } from './history'
import { detectLanguage, isFunctionWord } from './language/detect-language'

export interface FollowUp {
  readonly isFollowUp: boolean
  /** The question as it is searched for; itself where it stands alone. */
  readonly standalone: string
}

/** With fewer words that say what it is about, a question leans on the one before it: "And in winter?" */
const STANDALONE_WORDS = 2
/** Begins as people begin who go on with something. */
const GOES_ON =
  /^\W*(?:and|but|or|so|then|also|what about|how about|what if|und|aber|oder|was ist mit|wie ist es mit|et|mais|y|pero|e|ma|en)\b/iu
/** So many telling words make a question of its own, also where it begins with "and". */
const OWN_QUESTION_WORDS = 5
/** Stands for something that was named before. */
const POINTS_BACK =
  /\b(?:it|its|this|that|these|those|they|them|their|there|one|ones|he|she|him|her|same|both|either|neither|ihn|ihm|ihr(?:e[rnms]?)?|dies(?:e[rsmn]?)?|davon|dafür|damit|dort|celui|cela|ça|eso|esto|ello|questo|quello|dat|die|dit)\b/giu
/** So many telling words before it, and what it stands for is in the question itself. */
const ANTECEDENT_WORDS = 2

/**
 * Whether a question leans on earlier ones, and what it then asks, by rules: with what the questions before it were about
 * in front. Each of those is taken as it stood alone, so that the subject lives through "And in winter?".
 */
export function followUpOf(question: string, turns: readonly Turn[]): FollowUp {
  if (!leansOnEarlier(question) || turns.length === 0) return { isFollowUp: false, standalone: question }
  const previous = turns.reduce(
    (subject, turn) =>
      subject !== '' && leansOnEarlier(turn.question) ? `${subject} ${turn.question}` : turn.question,
    '',
  )
  return { isFollowUp: true, standalone: `${previous} ${question}` }
}

export function leansOnEarlier(question: string): boolean {
  const telling = tellingWords(question).length
  if (telling < STANDALONE_WORDS) return true
  if (GOES_ON.test(question) && telling < OWN_QUESTION_WORDS) return true
  return [...question.matchAll(POINTS_BACK)].some(
    ({ index }) => tellingWords(question.slice(0, index)).length < ANTECEDENT_WORDS,
  )
}

export function tellingWords(text: string): readonly string[] {
  const language = detectLanguage(text)
  return text
    .split(/[^\p{L}\p{N}'’-]+/u)
    .filter((word) => word.length > 1 && !isStopWord(word) && !isFunctionWord(word, language))
}
