/**
 * Grows when a reader makes more, or something else, out of the same bytes: stored documents of an older one are then
 * read again at the next look at their source, although their files are unchanged.
 */
export const READER_VERSION = 5
