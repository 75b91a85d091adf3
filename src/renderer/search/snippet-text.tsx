import { snippetPieces } from './snippet-pieces'

/** The lines that answer: the best sentence in full ink, what stands around it quieter, matching words marked. */
export function SnippetText({ snippet }: { readonly snippet: string }) {
  const pieces = snippetPieces(snippet)
  const hasBest = pieces.some(({ isBest }) => isBest)
  return pieces.map(({ text, isMatch, isBest }, index) => {
    const className = isBest || !hasBest ? 'text-text' : 'text-muted'
    return isMatch ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces are text in order and carry no state
      <mark key={index}>{text}</mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces are text in order and carry no state
      <span key={index} className={className}>
        {text}
      </span>
    )
  })
}
