/** Text in which the engine put what was found between \u0002 and \u0003. */
export function MarkedSnippet({ text }: { readonly text: string }) {
  let isMarked = false
  let start = 0
  return text.split(/([\u0002\u0003])/).map((piece) => {
    const key = start
    start += piece.length
    if (piece === '\u0002' || piece === '\u0003') {
      isMarked = piece === '\u0002'
      return null
    }
    return isMarked ? <mark key={key}>{piece}</mark> : <span key={key}>{piece}</span>
  })
}
