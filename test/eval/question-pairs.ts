import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const SET_FOLDER = join(import.meta.dirname, 'sets/same-question')
/** Vectors of all questions, see stored-vectors. */
export const PAIR_VECTORS_FILE = join(SET_FOLDER, 'questions.vectors')

/** Families below the first number may be tuned on. The others were written last, each time before rules changed. */
const FIRST_UNSEEN = 200
const FIRST_FRESH = 300
const FIRST_NEWEST = 400
export const PAIR_SETS = ['tuned', 'unseen', 'fresh', 'newest'] as const

/** Two questions, and whether the answer to the one may be given to the other. */
export interface QuestionPair {
  readonly a: string
  readonly b: string
  /** `same`, or how they differ. */
  readonly kind: string
  readonly set: (typeof PAIR_SETS)[number]
  readonly domain: string
}

interface Family {
  readonly number: number
  readonly domain: string
  readonly same: readonly string[]
  readonly different: readonly { readonly kind: string; readonly question: string }[]
}

/** Families of questions: `= ` ask the same, `- kind: ` is near them and asks for something else. */
export function readQuestionPairs(): QuestionPair[] {
  return globSync('*.txt', { cwd: SET_FOLDER })
    .sort()
    .flatMap((file) => familiesOf(readFileSync(join(SET_FOLDER, file), 'utf8'), file.replace('.txt', '')))
    .flatMap(pairsOf)
}

function familiesOf(text: string, domain: string): Family[] {
  return text
    .split(/^# /m)
    .slice(1)
    .map((block) => {
      const [head = '', ...lines] = block.trim().split('\n')
      return {
        number: Number(head),
        domain,
        same: lines.filter((line) => line.startsWith('= ')).map((line) => line.slice(2)),
        different: lines
          .filter((line) => line.startsWith('- '))
          .map((line) => /^- (?<kind>[a-z]+): (?<question>.+)$/u.exec(line)?.groups)
          .map((groups) => ({ kind: groups?.['kind'] ?? '', question: groups?.['question'] ?? '' })),
      }
    })
}

/**
 * Each question of a family with each that asks the same; each that does not, with the one it was made from (the first)
 * and with one of the others in turn.
 */
function pairsOf({ number, domain, same, different }: Family): QuestionPair[] {
  const facts = { set: setOf(number), domain }
  const equal = same.flatMap((a, place) =>
    same.slice(place + 1).map((b) => ({ a, b, kind: 'same', ...facts })),
  )
  const others = different.flatMap(({ kind, question }, place) => {
    const partners = [same[0] ?? '', same[1 + (place % (same.length - 1))] ?? '']
    return partners.map((a) => ({ a, b: question, kind, ...facts }))
  })
  return [...equal, ...others]
}

function setOf(family: number): QuestionPair['set'] {
  if (family < FIRST_UNSEEN) return 'tuned'
  if (family < FIRST_FRESH) return 'unseen'
  return family < FIRST_NEWEST ? 'fresh' : 'newest'
}
