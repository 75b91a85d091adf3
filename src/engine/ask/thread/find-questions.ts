import { questionWords } from '../../search/question-terms'
import { isStopWord } from '../../search/stop-words'
import { leansOnEarlier } from '../follow-up'
import { isFunctionWord } from '../language/detect-language'

/** Each is a search of its own; more would find what nobody asked. */
export const MAX_QUESTIONS = 3
/** More words say the same again, and the search model reads no more than these. */
const MAX_QUESTION_CHARS = 300
/** With fewer telling words a question leans on the sentence before it: "What should I do?" */
const STANDALONE_WORDS = 3
/** A question with fewer is searched for only where there is no other. */
const CLEAR_WORDS = 2
/** In a list of questions "and" joins two that have nothing else to do with each other. */
const JOINED_ON = /^(?:and|also|und|außerdem|et|y|e|en)\s+/iu
const ASKS =
  /\?\s*$|^(?:(?:and|but|also|so|please|could|can|would|will|do|does|did|is|are|was|how|what|when|where|which|who|why|may|should)\b.*\b(?:i|you|we|it|my|the|your)\b)|\b(?:let me know|tell me|i(?:['’]d| would) like to|i want to|i need|please (?:send|help|advise|explain|confirm|cancel|refund|replace|change)|wondering (?:if|whether|how)|how do i|can i|bitte|möchte|pouvez|pourriez|quisiera|necesito|vorrei)\b/iu
const GREETING =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|liebes?|sehr geehrte|bonjour|bonsoir|hola|buen[oa]s|ciao|buongiorno|beste|geachte|olá|hej|dzień dobry)\b[^.?!\n]{0,60}[,!.:]?\s*$/iu
const SECOND_QUESTION =
  /,?\s+(?:and|und|et|y|e|en)\s+(?=(?:also\s+)?(?:can|could|do|does|is|are|how|what|when|where|who|why|will|should|may|which|kann|wie|wann|wo|est-ce|comment|quand|puedo|cómo|cuándo|posso|come|quando|kan|hoe)\b)/iu

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/**
 * What a message asks, as up to three texts to search with, in the order they were asked.
 *
 * 1. Sentences, without greetings. 2. Those that ask; two questions in one sentence are two. 3. A question that cannot
 * stand alone takes the sentence before it along. 4. Where nothing asks, what the message tells is the question.
 */
export function findQuestions(message: string, language: string | null = null): readonly string[] {
  const told = (text: string) => tellingWords(text, language)
  // 1.
  const sentences = sentencesOf(message)

  // 2. and 3.
  const asked: string[] = []
  for (const [at, sentence] of sentences.entries()) {
    if (!ASKS.test(sentence)) continue
    const before = sentences.slice(0, at).findLast((earlier) => !earlier.endsWith('?') && told(earlier) > 0)
    for (const question of sentence.split(SECOND_QUESTION)) {
      const pointsBack = leansOnEarlier(question.replace(JOINED_ON, ''))
      const leansOn = pointsBack || told(question) < STANDALONE_WORDS
      // a statement explains any short question; an earlier question only one that cannot do without
      const context = leansOn ? (before ?? (pointsBack ? asked.at(-1) : undefined)) : undefined
      asked.push(cut(context === undefined ? question : `${context} ${question}`))
    }
  }
  const all = [...new Set(asked)]
  const clear = all.filter((text) => told(text) >= CLEAR_WORDS)
  // "please explain everything" asks for nothing that could be found, where something else does
  const different = clear.length > 0 ? clear : all.filter((text) => told(text) > 0)
  if (different.length > 0) return mostTelling(different, told)

  // 4.
  const statement = sentences.filter((sentence) => told(sentence) > 0).slice(0, 4)
  const text = statement.length > 0 ? statement.join(' ') : message.replace(/\s+/g, ' ')
  return [cut(text)].filter((search) => search !== '')
}

export function sentencesOf(message: string): readonly string[] {
  return message
    .split(/\n\s*\n|\n(?=\s*(?:[-*•]|\d{1,2}[.)])\s)/)
    .flatMap((paragraph) => [...segmenter.segment(withoutGreetingLine(paragraph).replace(/\s+/g, ' '))])
    .map(({ segment }) => segment.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/, '').trim())
    .filter((sentence) => sentence !== '' && !GREETING.test(sentence))
}

function withoutGreetingLine(paragraph: string): string {
  const lines = paragraph.trim().split('\n')
  return GREETING.test(lines[0] ?? '') ? lines.slice(1).join('\n') : paragraph
}

/** How many words say what it is about. */
function tellingWords(text: string, language: string | null): number {
  return questionWords(text).filter(
    ({ word }) => word.length > 2 && !isStopWord(word) && !isFunctionWord(word, language),
  ).length
}

/** Those with the most to say, in the order they stood: the rest is mostly politeness. */
function mostTelling(questions: readonly string[], told: (text: string) => number): readonly string[] {
  const weight = (text: string) => told(text) + (text.includes('?') ? 2 : 0)
  const best = [...questions].sort((a, b) => weight(b) - weight(a)).slice(0, MAX_QUESTIONS)
  return questions.filter((question) => best.includes(question))
}

function cut(text: string): string {
  if (text.length <= MAX_QUESTION_CHARS) return text.trim()
  // the end is what is asked, the beginning is what led to it
  return text
    .slice(-MAX_QUESTION_CHARS)
    .replace(/^\S*\s/, '')
    .trim()
}
