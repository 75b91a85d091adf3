import { bePolite } from '../processes/be-polite'
import { prepareOrEnd } from '../processes/prepare-or-end'
import { serveHelper } from '../processes/serve-helper'
import { type Libraries, librariesFor, loadLibraries } from './load-libraries'
import type { NeedsRestart, ParseMessage } from './parse-messages'
import { createParseService } from './parse-service'
import { sealProcess } from './seal-process'
import { watchMemory } from './watch-memory'

/** Half a gigabyte of objects, a file of 100 MB, what it unpacks to, and room for both to be copied once. */
const MAX_RSS_BYTES = 1200 * 1024 * 1024

const service = createParseService()

bePolite()

async function prepare(libraries: Libraries): Promise<Libraries> {
  await loadLibraries(libraries)
  sealProcess()
  return libraries
}

watchMemory(MAX_RSS_BYTES)
let prepared: Promise<Libraries> | null = null

// sealed before its first file is read, with what that one needs: nothing can be loaded later
serveHelper(async (message) => {
  const parseMessage = message as ParseMessage
  const needed = parseMessage.kind === 'open' ? librariesFor(parseMessage.request.path) : 'few'
  prepared ??= prepareOrEnd(() => prepare(needed))
  const loaded = await prepared
  if (needed === 'all' && loaded !== 'all') return { kind: 'needs_restart' } satisfies NeedsRestart
  return service.answer(message)
})
