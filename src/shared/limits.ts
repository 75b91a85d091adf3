/** Sizes that both ends speak of; apart from the contract, so that the page needs no schemas to know them. */
export const QUESTION_MAX_CHARS = 20_000
export const TEXT_WINDOW_MAX_CHARS = 400_000
