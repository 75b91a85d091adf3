const SENTENCE_END = /(?<=[.!?;])\s+/u
const MAX_SENTENCES = 60
/** How a sentence begins that asks without a question mark. */
const ASKING =
  /^(?:(?:and|but|so|then|please) )?(?:how|what|when|where|who|whom|whose|why|which|can|could|may|do|does|did|is|are|am|was|were|will|would|should|must|has|have|i want|i need|i'd like|i would like)\b/iu

/**
 * The sentences of a letter that ask; the whole text where there is one sentence or none asks. The others tell how it
 * came to the question: what only they say is a circumstance.
 */
export function focusOf(text: string): string {
  const sentences = text.split(SENTENCE_END, MAX_SENTENCES).filter((sentence) => sentence.trim() !== '')
  if (sentences.length < 2) return text
  const marked = sentences.filter((sentence) => sentence.trimEnd().endsWith('?'))
  const asking = marked.length > 0 ? marked : sentences.filter((sentence) => ASKING.test(sentence))
  return asking.length > 0 ? asking.join(' ') : text
}
