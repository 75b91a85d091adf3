/** Splits text that arrives in pieces into lines of JSON; a line longer than `maxChars` is reported, not kept. */
export interface JsonLines {
  push(piece: string): void
}

export interface JsonLinesOptions {
  readonly maxChars: number
  readonly onValue: (value: unknown) => void
  /** Called once; nothing is read after it. */
  readonly onBroken: () => void
}

export function createJsonLines({ maxChars, onValue, onBroken }: JsonLinesOptions): JsonLines {
  let pieces: string[] = []
  let heldChars = 0
  let isBroken = false

  function fail(): void {
    isBroken = true
    pieces = []
    onBroken()
  }

  function take(line: string): void {
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      fail()
      return
    }
    onValue(value)
  }

  return {
    push(piece) {
      let start = 0
      for (let end = piece.indexOf('\n'); end >= 0 && !isBroken; end = piece.indexOf('\n', start)) {
        pieces.push(piece.slice(start, end))
        const line = pieces.join('')
        pieces = []
        heldChars = 0
        start = end + 1
        take(line)
      }
      if (isBroken) return
      pieces.push(piece.slice(start))
      heldChars += piece.length - start
      if (heldChars > maxChars) fail()
    },
  }
}
