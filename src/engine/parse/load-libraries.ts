import { getResolvedPDFJS } from 'unpdf'

/** Those that are otherwise loaded with the first file that needs them: 0.1 s, and no way to load them later. */
export async function loadLibraries(): Promise<void> {
  await Promise.all([import('mammoth'), getResolvedPDFJS()])
}
