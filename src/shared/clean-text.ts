/**
 * Without control characters but tab and line end, and without marks that turn the direction of writing: both would
 * show something else than what is there, and the first end texts in SQLite or stand for marks in search results.
 */
export function cleanText(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '')
}
