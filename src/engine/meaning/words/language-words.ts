/**
 * What is known of one language. Every field is a block of text: one entry a line, its words parted by blanks, an
 * underscore inside of what is several words. Words stand in their plain form; endings are cut when they are read.
 */
export interface LanguageWords {
  readonly code: 'en' | 'de' | 'fr' | 'es'
  /** Little words that tell which language this is, and that say nothing of what is asked. */
  readonly functionWords: string
  /** Words that any question may hold or leave out: wishes, thanks, "the best way". */
  readonly lightWords: string
  /** Each line is one meaning. A word may stand in several lines: then each of them may be meant. */
  readonly synonyms: string
  /** Each line is things of one kind: an answer about the one is none about another. */
  readonly kinds?: string
  /** Each line `a | b`: who asks for the one must not be told about the other. */
  readonly opposites: string
  /** Words that turn a question into another one when only one of two has them; all that have an opposite do so too. */
  readonly turningWords: string
  /** Words that carry others and say little alone: "app", "file", "date". One question may leave them out. */
  readonly carrierWords: string
  /** Words that have an opposite, and that a question may have or leave out all the same: "find", "send". */
  readonly neutralWords: string
  /** Each line `several words = one`, replaced before anything else is looked at. */
  readonly phrases: string
  /** Each line `form plain-form`: what cutting endings does not reach. */
  readonly irregular: string
  readonly negations: string
  /** Each line `facet: cues`; a cue of several words has underscores. See question-facets. */
  readonly facets: string
  /** Each line is one point or span of time; who asks about the one must not be told about another. */
  readonly times: string
  /** Each line is one amount or comparison. */
  readonly quantities: string
  /** Each line is one kind of person other than who asks. */
  readonly persons: string
  /** `word number`, a line each. */
  readonly numbers: string
  readonly speaker: string
  readonly addressee: string
  /** Direction words whose object matters: from, to, into … */
  readonly directionsFrom: string
  readonly directionsTo: string
  readonly endings: readonly string[]
}
