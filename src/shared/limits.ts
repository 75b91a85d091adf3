/** Sizes that both ends speak of; apart from the contract, so that the page needs no schemas to know them. */
export const QUESTION_MAX_CHARS = 20_000
export const TEXT_WINDOW_MAX_CHARS = 400_000
/** Of a file's own bytes in one reply: a third more as text on the wire, and no wait that a hand would feel. */
export const ORIGINAL_WINDOW_MAX_BYTES = 1024 * 1024
/** What is selected in a draft to be rewritten: more than a page is a draft of its own. */
export const REWRITE_MAX_CHARS = 6000
