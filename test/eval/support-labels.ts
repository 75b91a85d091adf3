import { readFileSync } from 'node:fs'

/** A sentence of a draft, and whether the passages bear it out. */
export interface LabelledSentence {
  readonly text: string
  /** courtesy: claims nothing, so it is never marked. */
  readonly label: 'backed' | 'unbacked' | 'courtesy'
  /** The passage that bears it out, from 1. */
  readonly passage: number | null
}

export interface SupportCase {
  readonly id: string
  readonly passages: readonly string[]
  readonly sentences: readonly LabelledSentence[]
}

/** `# id`, `P: passage`, `+n sentence` (borne out by passage n), `- sentence` (not), `~ sentence` (claims nothing). */
export function readSupportCases(file: string): SupportCase[] {
  const cases: { id: string; passages: string[]; sentences: LabelledSentence[] }[] = []
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, mark = '', rest = ''] = /^(#|P:|\+\d|-|~)\s+(.*)$/.exec(line) ?? []
    const current = cases.at(-1)
    if (mark === '#') cases.push({ id: rest, passages: [], sentences: [] })
    else if (mark === 'P:') current?.passages.push(rest)
    else if (mark === '~') current?.sentences.push({ text: rest, label: 'courtesy', passage: null })
    else if (mark === '-') current?.sentences.push({ text: rest, label: 'unbacked', passage: null })
    else if (mark !== '')
      current?.sentences.push({ text: rest, label: 'backed', passage: Number(mark.slice(1)) })
  }
  return cases
}
