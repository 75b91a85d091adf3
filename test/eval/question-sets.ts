import { join, resolve } from 'node:path'

/** A folder of documents as a knowledge base of its own, with the questions people ask of it. */
export interface QuestionSet {
  readonly name: 'plant-shop' | 'node-tools' | 'tiddlywiki'
  readonly documentsFolder: string
  readonly questionsFile: string
  /** See stored-vectors. */
  readonly vectorsFile: string
  /** Vectors that are shipped with the program, for documents that are; then none are stored beside the questions. */
  readonly shippedVectorsFile: string | null
}

const ROOT = resolve(import.meta.dirname, '../..')
const SETS_FOLDER = join(import.meta.dirname, 'sets')

/** A shop's mixed articles, developers' reference pages full of names and options, and a program's user manual. */
export const QUESTION_SETS: readonly QuestionSet[] = [
  {
    ...filesOf('plant-shop'),
    documentsFolder: join(ROOT, 'resources/sample-knowledge-base'),
    shippedVectorsFile: join(ROOT, 'resources/sample-knowledge-base.vectors'),
  },
  filesOf('node-tools'),
  filesOf('tiddlywiki'),
]

function filesOf(name: QuestionSet['name']): QuestionSet {
  const folder = join(SETS_FOLDER, name)
  return {
    name,
    documentsFolder: join(folder, 'documents'),
    questionsFile: join(folder, 'questions.jsonl'),
    vectorsFile: join(folder, 'passages.vectors'),
    shippedVectorsFile: null,
  }
}
