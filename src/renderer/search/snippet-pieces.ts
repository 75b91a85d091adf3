/** A stretch of a snippet: whether it matches the query, and whether it belongs to the best sentence. */
export interface SnippetPiece {
  readonly text: string
  readonly isMatch: boolean
  readonly isBest: boolean
}

/** Reads a snippet's marks: \u0002 … \u0003 around matching words, \u0004 … \u0005 around the best sentence. */
export function snippetPieces(snippet: string): readonly SnippetPiece[] {
  const pieces: SnippetPiece[] = []
  let isMatch = false
  let isBest = false
  for (const part of snippet.split(/([\u0002-\u0005])/)) {
    if (part === '\u0002') isMatch = true
    else if (part === '\u0003') isMatch = false
    else if (part === '\u0004') isBest = true
    else if (part === '\u0005') isBest = false
    else if (part !== '') pieces.push({ text: part, isMatch, isBest })
  }
  return pieces
}
