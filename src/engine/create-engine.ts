import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Handlers } from '@shared/contract'
import type { EngineStart } from '@shared/engine-start'
import type { Logger } from '@shared/log'
import { createAsk } from './ask/ask'
import { SHIPPED_PROMPTS } from './ask/prompts/shipped-prompts'
import { createChecker } from './check/create-checker'
import { createConversations } from './conversations/conversations'
import { createCheckpoints, NO_CHECKPOINTS } from './db/checkpoints'
import { lockDataDir } from './db/data-dir-lock'
import { openData } from './db/open-data'
import { createDoctor } from './doctor'
import { createDocuments } from './documents/documents'
import { createKeptOriginals } from './documents/kept-originals'
import { createEmbedder } from './embed/create-embedder'
import { createExports, urlOfDocument } from './exports/exports'
import { createGapsOf } from './gaps-of'
import { createHandlers } from './handlers'
import { listenForTerminals } from './hosts/local-socket'
import { createIngest } from './ingest/ingest'
import { loadSampleVectors } from './ingest/sample-vectors'
import { createWebLister } from './ingest/web-lister'
import { createInsights } from './insights/insights'
import { createKnowledge } from './knowledge/create-knowledge'
import { createKeywordReader } from './knowledge/keyword-reader'
import { createPackedDocuments } from './knowledge/packed-documents'
import { createQuiet } from './knowledge/quiet'
import { createVocabulary } from './knowledge/vocabulary'
import { openFileLog } from './logging/file-log'
import { MACRO_PROMPT } from './macros/macro-prompt'
import { createMacros } from './macros/macros'
import { createMaskingRoom } from './masking/masking-room'
import { createMetrics } from './metrics/create-metrics'
import { createModelRoom } from './model/model-room'
import { createPackSources } from './pack-sources'
import { createPackTools } from './packs/pack-tools'
import { createPacks } from './packs/packs'
import { createParser } from './parse/parser'
import { openPolicy } from './policy/policy'
import type { StartHelper } from './processes/helper-process'
import { createRewrite } from './rewrite/rewrite'
import { REWRITE_PROMPT } from './rewrite/rewrite-prompt'
import { createOrdinaryWords } from './search/ordinary-words'
import { createSearch } from './search/search'
import { createSettings } from './settings/settings-store'
import { createStatus } from './status'
import { createSupport } from './support/support'
import { createWebCrawler, type WebCrawlerOptions } from './web/crawl'

export interface EngineOptions {
  readonly start: EngineStart
  /** How this host starts the embedding and parsing processes. */
  readonly startHelper: StartHelper
  /** The built keyword-thread; absent: words are searched for on the engine's own thread. */
  readonly keywordThread?: string
  /** The built checkpoint-thread; absent: SQLite copies its log on the engine's own thread. */
  readonly checkpointThread?: string
  /** Ends the process after `engine.stop`. */
  readonly exit: () => void
  readonly now?: () => number
  /** Instead of the public web and the system's clock; for tests. */
  readonly web?: Pick<WebCrawlerOptions, 'network' | 'clock'>
}

export interface Engine {
  readonly handlers: Handlers
  readonly log: Logger
  close(): Promise<void>
}

/** The model that ships with the app, inside the resources folder. */
const SHIPPED_MODEL = 'models/all-MiniLM-L6-v2'
/** Long enough for the last reply to leave the process. */
const EXIT_DELAY_MS = 50
const MODEL_LOOK_MS = 200
const CLEAN_UP_EVERY_MS = 60 * 60 * 1000
/** 50,000 vectors are read in 2 s of short steps: when the first page is up, and before most first questions. */
const WARM_UP_AFTER_MS = 1500

/**
 * 1. Take the data folder, so that no second engine writes it; 2. open the log and the database; 3. wire the rooms
 * once; 4. take up what an earlier run left unfinished. Ready means: keyword search and history work; the model
 * follows when it is first needed. Throws the AppError a host shows on its safe screen.
 */
export async function createEngine({
  start,
  startHelper,
  keywordThread,
  checkpointThread,
  exit,
  now = Date.now,
  web = {},
}: EngineOptions): Promise<Engine> {
  const { dataDir, resourcesDir, appVersion } = start
  const lock = lockDataDir({ dataDir, hostName: start.hostName })

  const fileLog = openFileLog(dataDir)
  const log = fileLog.log
  const data = openData(dataDir, log.child('db'), now)
  const { db } = data

  const policy = openPolicy({ file: start.policyFile, log: log.child('policy') })
  const metrics = createMetrics({
    db,
    now,
    allowInsights: policy.policy.allowInsights,
    log: log.child('metrics'),
  })
  const settings = createSettings({ db, log: log.child('settings') })
  const modelFolder = () => settings.get().embeddingModelFolder ?? join(resourcesDir, SHIPPED_MODEL)
  const quiet = createQuiet()
  const keywordReader = keywordThread
    ? createKeywordReader({ threadFile: keywordThread, file: data.file, log: log.child('keywords') })
    : undefined
  const checkpoints = checkpointThread
    ? createCheckpoints({ db, threadFile: checkpointThread, file: data.file, log: log.child('checkpoints') })
    : NO_CHECKPOINTS
  const knowledge = createKnowledge({
    db,
    ...(keywordReader ? { keywordReader } : {}),
    log: log.child('knowledge'),
    now,
    quiet,
    codesFile: join(dataDir, 'vectors.codes'),
  })
  const embedder = createEmbedder({
    startHelper,
    registerModel: knowledge.registerModel,
    metrics,
    log: log.child('embed'),
  })
  const vocabulary = createVocabulary({
    db,
    log: log.child('vocabulary'),
    onChange: knowledge.onChange,
    quiet,
  })
  const tokenizerFile = () => join(modelFolder(), 'tokenizer.json')
  const search = createSearch({
    knowledge,
    embedder,
    metrics,
    log: log.child('search'),
    spelling: { vocabulary, isOrdinaryWord: createOrdinaryWords(tokenizerFile) },
    quiet,
  })
  const parser = createParser({
    startHelper,
    log: log.child('parse'),
    readsScans: () => settings.get().readScannedPages,
  })
  const conversations = createConversations({ db, settings, now, log: log.child('conversations') })
  const masking = createMaskingRoom({
    db,
    settings,
    isForced: policy.policy.requireMasking,
    now,
    log: log.child('masking'),
  })
  const model = createModelRoom({
    db,
    masking,
    settings,
    shippedPrompts: [...SHIPPED_PROMPTS, REWRITE_PROMPT, MACRO_PROMPT],
    now,
    log: log.child('model'),
  })
  const ask = createAsk({
    db,
    search,
    knowledge,
    conversations,
    settings,
    metrics,
    model,
    now,
    log: log.child('ask'),
  })
  const rewrite = createRewrite({ model, log: log.child('rewrite') })
  const macros = createMacros({ db, knowledge, model, now, log: log.child('macros') })
  const gaps = createGapsOf({ db, embedder, knowledge, conversations, ask, masking, now, log })
  const sampleDir = join(resourcesDir, 'sample-knowledge-base')
  const documents = createDocuments({ db, knowledge, sampleDir, log: log.child('documents') })
  const { allowWebImport } = policy.policy
  const crawler = createWebCrawler({ version: appVersion, isAllowed: () => allowWebImport, ...web })
  const ingest = createIngest({
    checkpoints,
    keepUpload: documents.keepUpload,
    db,
    knowledge,
    parser,
    embedder,
    metrics,
    now,
    log: log.child('ingest'),
    spoolDir: join(dataDir, 'spool'),
    sampleDir,
    tokenizerFile,
    listers: { web: createWebLister(crawler) },
  })
  const packs = createPacks({
    db,
    knowledge,
    embedder,
    sources: createPackSources({ db, now, ingest }),
    originals: createKeptOriginals(db),
    policy: policy.policy,
    dataDir,
    now,
    log: log.child('packs'),
  })
  const packTools = createPackTools({
    knowledge,
    documents: createPackedDocuments(db),
    embedder,
    appVersion,
  })
  const status = createStatus({
    knowledge,
    embedder,
    ingest,
    conversations,
    ask,
    model,
    settings,
    metrics,
    startNotices: [...data.notices, ...policy.notices()],
  })

  embedder.onChange(() => knowledge.useModel(embedder.model))
  let folderInUse = modelFolder()
  settings.changes.onChange(() => {
    if (modelFolder() === folderInUse) return
    folderInUse = modelFolder()
    void embedder.useFolder(folderInUse)
  })
  const doctor = createDoctor({
    data,
    dataDir,
    version: appVersion,
    knowledge,
    checker: createChecker({ startHelper, file: data.file, log: log.child('check') }),
    embedder,
    conversations,
    ask,
    metrics,
    fileLog,
    policy,
    packs,
    modelFolder,
  })

  const handlers = createHandlers({
    knowledge,
    documents,
    ingest,
    search,
    ask,
    rewrite,
    model,
    conversations,
    exports: createExports({
      conversations,
      urlOf: urlOfDocument(knowledge),
      now,
      appVersion,
      fontsDir: join(resourcesDir, 'fonts'),
      beginMasking() {
        const { mask } = masking.beginFile()
        return (text) => mask(text).text
      },
    }),
    settings,
    status,
    doctor,
    packs,
    packTools,
    policy,
    masking,
    macros,
    gaps,
    metrics,
    insights: createInsights({
      db,
      metrics,
      usage: model.usage,
      embedder,
      settings,
      isAllowed: policy.policy.allowInsights,
      now,
    }),
    support: createSupport({ embedder, log: log.child('support') }),
    stop: async () => {
      await close()
      setTimeout(exit, EXIT_DELAY_MS)
    },
  })
  const terminals = await listenForTerminals({
    dataDir,
    handlers,
    log: log.child('terminal'),
    host: { name: start.hostName, pid: start.hostPid ?? process.ppid },
  })

  conversations.cleanUp()
  const cleanUpTimer = setInterval(() => conversations.cleanUp(), CLEAN_UP_EVERY_MS)
  cleanUpTimer.unref()
  // a shipped model is known in a few milliseconds; a large one of the user's is hashed while the app is used already
  await Promise.race([embedder.useFolder(folderInUse), wait(MODEL_LOOK_MS)])
  if (start.installSample && data.isNew) {
    const file = join(resourcesDir, 'sample-knowledge-base.vectors')
    await loadSampleVectors({ file, knowledge, model: embedder.model, log })
    ingest.startSample()
  }
  ingest.resume()
  // a command of the terminal is over before a share has answered
  packs.start({ isWatching: start.hostName !== 'terminal' })
  // when the database closes meanwhile there is nothing left to warm
  const warmUpTimer = setTimeout(() => void knowledge.warmUp().catch(() => {}), WARM_UP_AFTER_MS).unref()
  log.info('engine_ready', { version: appVersion, node: process.versions.node })

  let closing: Promise<void> | null = null
  function close(): Promise<void> {
    closing ??= closeRooms()
    return closing
  }

  /** Work stops before what it writes to; the lock goes last. */
  async function closeRooms(): Promise<void> {
    clearInterval(cleanUpTimer)
    clearTimeout(warmUpTimer)
    await terminals.close()
    await Promise.all([ask.close(), ingest.close(), packs.close(), gaps.close()])
    await model.close()
    macros.close()
    vocabulary.close()
    embedder.close()
    parser.close()
    await conversations.close()
    doctor.close()
    metrics.flush()
    await keywordReader?.close()
    await checkpoints.close()
    db.pragma('optimize')
    db.close()
    lock.release()
    log.info('engine_closed')
    await fileLog.close()
  }

  return { handlers, log, close }
}
