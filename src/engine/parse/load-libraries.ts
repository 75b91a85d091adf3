import { getResolvedPDFJS } from 'unpdf'
import { type Reader, readerOf } from './formats'

/** few: what is part of the program; all: also the libraries for PDF and Word, half of what a start takes. */
export type Libraries = 'few' | 'all'

/** An archive may hold anything. */
const NEED_ALL: ReadonlySet<Reader | null> = new Set(['pdf', 'docx', 'zip'])

/** What a file of this name is read with. */
export function librariesFor(path: string): Libraries {
  return NEED_ALL.has(readerOf(path)) ? 'all' : 'few'
}

/** Those that are otherwise loaded with the first file that needs them: 0.1 s, and no way to load them later. */
export async function loadLibraries(libraries: Libraries): Promise<void> {
  if (libraries === 'all') await Promise.all([import('mammoth'), getResolvedPDFJS()])
}
