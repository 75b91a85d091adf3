import { parentPort, workerData } from 'node:worker_threads'
import { connectReader } from '../db/open-database'
import {
  type KeywordReply,
  type KeywordRequest,
  type KeywordThreadData,
  THREAD_READY,
} from './keyword-reader'
import { createKeywordSearch } from './keyword-search'

/** Searches the words of passages through a connection of its own, beside the thread that serves everything else. */
const { file } = workerData as KeywordThreadData
const search = createKeywordSearch(connectReader(file))

parentPort?.on('message', ({ id, expression, limit, mostMatches }: KeywordRequest) => {
  parentPort?.postMessage(answer(id, () => search(expression, limit, mostMatches)))
})

parentPort?.postMessage(THREAD_READY)

function answer(id: number, find: () => KeywordReply['hits']): KeywordReply {
  try {
    return { id, hits: find() }
  } catch {
    // who asked searches again, and meets the failure where it can be told
    return { id, hits: null }
  }
}
