import { availableParallelism } from 'node:os'
import { basename, dirname } from 'node:path'
import { env, type FeatureExtractionPipeline, pipeline } from '@huggingface/transformers'
import { AppError } from '@shared/errors'
import { bePolite, beQuick } from '../processes/be-polite'
import { serveHelper } from '../processes/serve-helper'
import { type EmbedReply, type EmbedRequest, encodeVectors } from './embed-messages'
import { type ModelFiles, verifyModel } from './model-files'
import { createTurns } from './turns'

/**
 * One core stays free, so that typing and searching never wait for an import: on two cores that other programs keep
 * busy, a thread more reads no faster (138 ms a passage against 142) and takes 9 % more processor time. Past four
 * threads MiniLM gains nothing.
 */
const THREADS = Math.max(1, Math.min(4, availableParallelism() - 1))

env.allowRemoteModels = false
env.allowLocalModels = true
env.useFSCache = false

let loaded: { readonly fingerprint: string; readonly extractor: Promise<FeatureExtractionPipeline> } | null =
  null
const turns = createTurns()

/** Polite from the first text of an import on, not before: beside a busy engine a polite process gets a tenth of a core. */
let isPolite = false

serveHelper(async (message) => embed(message as EmbedRequest))

async function embed({ files, texts, priority }: EmbedRequest): Promise<EmbedReply> {
  const extractor = await load(files)
  const vectors = new Float32Array(texts.length * files.dimension)
  for (const [index, text] of texts.entries()) {
    // one text a call: as fast as a batch, because nothing is padded, and a query waits for one text at most
    const output = await turns.run(priority, () => {
      behave(priority)
      return extractor(text, { pooling: 'mean', normalize: true })
    })
    const vector = output.data as Float32Array
    if (vector.length !== files.dimension)
      throw new AppError('model_damaged', 'The search model gives vectors of another size than it says.')
    vectors.set(vector, index * files.dimension)
  }
  return { vectors: encodeVectors(vectors) }
}

function behave(priority: EmbedRequest['priority']): void {
  if (isPolite === (priority === 'import')) return
  isPolite = !isPolite
  if (isPolite) bePolite()
  else beQuick()
}

async function load(files: ModelFiles): Promise<FeatureExtractionPipeline> {
  if (loaded?.fingerprint !== files.fingerprint)
    loaded = { fingerprint: files.fingerprint, extractor: open(files) }
  try {
    return await loaded.extractor
  } catch (error) {
    loaded = null
    throw error
  }
}

async function open(files: ModelFiles): Promise<FeatureExtractionPipeline> {
  if (!(await verifyModel(files)))
    throw new AppError('model_damaged', 'The search model is damaged. Keyword search still works.')
  env.localModelPath = dirname(files.folder)
  return pipeline('feature-extraction', basename(files.folder), {
    dtype: files.weights,
    session_options: {
      intraOpNumThreads: THREADS,
      interOpNumThreads: 1,
      // waiting threads would spin on the core that is kept free
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    },
  })
}
