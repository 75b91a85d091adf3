import { bePolite } from '../processes/be-polite'
import { serveHelper } from '../processes/serve-helper'
import { loadLibraries } from './load-libraries'
import { createParseService } from './parse-service'
import { sealProcess } from './seal-process'
import { watchMemory } from './watch-memory'

/** Half a gigabyte of objects, a file of 100 MB, what it unpacks to, and room for both to be copied once. */
const MAX_RSS_BYTES = 1200 * 1024 * 1024

const service = createParseService()

bePolite()

async function prepare(): Promise<void> {
  watchMemory(MAX_RSS_BYTES)
  await loadLibraries()
  sealProcess()
}

// the first request may come before this is done; it waits for it
const prepared = prepare()

serveHelper(async (message) => {
  await prepared
  return service.answer(message)
})
