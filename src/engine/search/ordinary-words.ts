import { readFileSync } from 'node:fs'

/**
 * The whole words of the search model's own vocabulary, some 20,000 of English: a word that stands there is spelt
 * right, and the knowledge base merely does not speak of it. Read at the first need; without the file no word is.
 */
export function createOrdinaryWords(tokenizerFile: () => string): (word: string) => boolean {
  let words: { readonly file: string; readonly set: ReadonlySet<string> } | null = null
  return (word) => {
    const file = tokenizerFile()
    if (words?.file !== file) words = { file, set: readWords(file) }
    return words.set.has(word)
  }
}

function readWords(file: string): Set<string> {
  try {
    const { model } = JSON.parse(readFileSync(file, 'utf8')) as { model?: { vocab?: unknown } }
    return new Set(tokensOf(model?.vocab).flatMap((token) => wholeWord(token) ?? []))
  } catch {
    // another model may keep its words elsewhere; then every unknown word may be a slip
    return new Set()
  }
}

/** WordPiece and BPE keep an object of token → id, Unigram a list of [token, score]. */
function tokensOf(vocab: unknown): string[] {
  if (Array.isArray(vocab)) return vocab.flatMap((entry) => (Array.isArray(entry) ? [String(entry[0])] : []))
  return typeof vocab === 'object' && vocab !== null ? Object.keys(vocab) : []
}

function wholeWord(token: string): string | null {
  const word = token.replace(/^[▁Ġ]/u, '').toLowerCase()
  return /^\p{L}{3,}$/u.test(word) ? word : null
}
