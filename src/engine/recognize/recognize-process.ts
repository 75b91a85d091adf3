import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { definePDFJSModule } from 'unpdf'
import { loadLibraries } from '../parse/load-libraries'
import { createParseService, type ParseService } from '../parse/parse-service'
import { sealProcess } from '../parse/seal-process'
import { watchMemory } from '../parse/watch-memory'
import { prepareOrEnd } from '../processes/prepare-or-end'
import { serveHelper } from '../processes/serve-helper'
import { createScanReader } from './create-scan-reader'
import { readScanFiles } from './scan-files'

/** A page of 50 million pixels in colour takes 150 MB twice, the recogniser up to 400 MB, the library's objects the rest. */
const MAX_RSS_BYTES = 1400 * 1024 * 1024

/**
 * The same reading as in the parse process, with pictures of pages read as well. It takes seconds a page, so it gives
 * way to everything else on the machine; it needs a PDF library with decoders for all kinds of pictures.
 */
async function prepare(): Promise<ParseService> {
  watchMemory(MAX_RSS_BYTES)
  giveWay()
  const files = readScanFiles(join(import.meta.dirname, 'scans'))
  // makes itself known to the library below, which would start a worker otherwise
  await import('pdfjs-dist/legacy/build/pdf.worker.mjs')
  const library = await import('pdfjs-dist/legacy/build/pdf.mjs')
  await definePDFJSModule(async () => library)
  await loadLibraries('all')
  const scans = createScanReader({ files, operations: library.OPS })
  sealProcess()
  return createParseService({ scans })
}

function giveWay(): void {
  try {
    setPriority(constants.priority.PRIORITY_LOW)
  } catch {
    // not allowed everywhere
  }
}

// the first request may come before this is done; it waits for it
const prepared = prepareOrEnd(prepare)

serveHelper(async (message) => (await prepared).answer(message))
