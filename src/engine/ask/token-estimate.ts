/**
 * Bytes for each token. English has about 4 and Chinese 3, so this counts too many rather than too few: a prompt that
 * is a little shorter than it could be costs nothing, one that is too long is refused.
 */
const BYTES_PER_TOKEN = 3

export function estimateTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / BYTES_PER_TOKEN)
}

/** The beginning of the text that fits, whole characters only. */
export function cutToTokens(text: string, tokens: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= tokens * BYTES_PER_TOKEN) return text
  // a character cut in half at the end decodes to U+FFFD
  return bytes
    .subarray(0, tokens * BYTES_PER_TOKEN)
    .toString()
    .replace(/\ufffd+$/, '')
}
