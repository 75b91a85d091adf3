import { findSpans } from '../../src/engine/masking/find-spans'
import { createSupport } from '../../src/engine/support/support'
import { SILENT_LOG } from '../../src/shared/log'
import type { Outcome } from './evaluate'
import { scoreCitations, scoreScripted } from './evaluate-citations'
import { readGoldenQuestions } from './golden-questions'
import { composedStrings, handWrittenStrings, languageOf, scoreMasking } from './masking-strings'
import { openCorpus } from './open-corpus'
import { QUESTION_SETS } from './question-sets'

/** What answers without a model cite, and what is shown of what a scripted model cites; see evaluate-citations. */
export async function printCitations(
  rows: readonly (readonly [string, readonly Outcome[]])[],
): Promise<void> {
  console.log('\ncitations              answers   citations   precision    recall   numbers invented')
  for (const [name, outcomes] of rows) {
    const { answers, citations, precision, recall } = scoreCitations(outcomes)
    printRow(name, [answers, citations, percent(precision), percent(recall)])
  }
  const set = QUESTION_SETS[0]
  if (!set) return
  const corpus = await openCorpus(set)
  try {
    // by words alone, as on a machine without the embedding model: what means more can only find more
    const support = createSupport({
      embedder: { model: null, embed: async () => new Float32Array() },
      log: SILENT_LOG,
    })
    const scripted = await scoreScripted(corpus, readGoldenQuestions(set.questionsFile), support)
    const { sentences, shown, precision, recall, invented } = scripted
    printRow('scripted model', [sentences, shown, percent(precision), percent(recall), invented])
  } finally {
    corpus.close()
  }
}

/** How well personal details are found, by language and by kind. */
export function printMasking(): void {
  const strings = [...handWrittenStrings(), ...handWrittenStrings('fresh'), ...composedStrings()]
  console.log('\nmasking                strings     details   precision    recall')
  const row = (name: string, some: typeof strings) => {
    const { labelled, precision, recall } = scoreMasking(some, (text) => findSpans(text))
    printRow(name, [some.length, labelled, percent(precision), percent(recall)])
  }
  row('all', strings)
  row('  hand-written', handWrittenStrings())
  row('  fresh', handWrittenStrings('fresh'))
  row('  composed', composedStrings())
  for (const language of new Set(strings.map(({ text }) => languageOf(text))))
    row(
      `  ${language}`,
      strings.filter(({ text }) => languageOf(text) === language),
    )
  for (const kind of new Set(strings.flatMap(({ spans }) => spans.map((span) => span.kind)))) {
    const some = strings.filter(({ spans }) => spans.some((span) => span.kind === kind))
    const own = some.map(({ text, spans }) => ({ text, spans: spans.filter((span) => span.kind === kind) }))
    const { labelled, recall } = scoreMasking(own, (text) => findSpans(text))
    // what else is masked in the same string is of another kind, so precision is that of the whole strings
    const { precision } = scoreMasking(some, (text) => findSpans(text).filter((span) => span.kind === kind))
    printRow(`  ${kind}`, [some.length, labelled, percent(precision), percent(recall)])
  }
}

function printRow(name: string, cells: readonly (string | number)[]): void {
  console.log(`${name.padEnd(20)}${cells.map((cell) => String(cell).padStart(11)).join('')}`)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
