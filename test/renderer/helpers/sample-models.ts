import type { ModelOverview, ModelProfile } from '@shared/model-models'
import type {
  Collection,
  Doctor,
  DocumentSummary,
  ImportFile,
  ImportJob,
  KnowledgeSource,
  Passage,
  Status,
} from '@shared/models'
import type { Pack, PackLocation } from '@shared/packs'
import type { SearchResult } from '@shared/search-models'

/** Whole models with everyday values, for tests that care about one or two of the fields. */

export function status(changes: Partial<Status> = {}): Status {
  return {
    documentCount: 52,
    sampleDocumentCount: 0,
    chunkCount: 501,
    embeddedCount: 501,
    conversationCount: 3,
    messageCount: 20,
    cachedAnswerCount: 7,
    answersToday: 0,
    answersFromCacheToday: 0,
    embedding: { state: 'ready', message: null, modelId: 'all-MiniLM-L6-v2' },
    apiKey: 'configured',
    modelServer: { state: 'ok', until: null, reason: null },
    isBudgetUsedUp: false,
    modelName: 'mistral-small-latest',
    lastRequest: null,
    activeImport: null,
    notices: [],
    ...changes,
  }
}

export function importJob(changes: Partial<ImportJob> = {}): ImportJob {
  return {
    id: 1,
    state: 'running',
    source: 'user',
    sourceId: 1,
    kind: 'import',
    createdAt: 1_000,
    finishedAt: null,
    total: 10,
    done: 0,
    unchanged: 0,
    refused: 0,
    cancelled: 0,
    removed: 0,
    waitingForMeaning: 0,
    remainingMs: null,
    ...changes,
  }
}

export function importFile(changes: Partial<ImportFile> = {}): ImportFile {
  return {
    id: 1,
    jobId: 1,
    path: 'returns/policy.md',
    state: 'done',
    sizeBytes: 4_200,
    documentId: 1,
    documentCount: 1,
    refusal: null,
    warning: null,
    ...changes,
  }
}

export function documentSummary(changes: Partial<DocumentSummary> = {}): DocumentSummary {
  return {
    id: 1,
    externalId: null,
    source: 'user',
    sourceId: 1,
    collectionId: 1,
    tags: [],
    language: null,
    date: null,
    url: null,
    isInternal: false,
    path: 'returns/policy.md',
    title: 'Return policy',
    format: 'markdown',
    sizeBytes: 4_200,
    importedAt: 1_000,
    chunkCount: 4,
    embeddedCount: 4,
    ...changes,
  }
}

export function passage(changes: Partial<Passage> = {}): Passage {
  return {
    chunkId: 1,
    documentId: 1,
    externalId: null,
    path: 'returns/policy.md',
    title: 'Return policy',
    heading: 'Live plants',
    page: null,
    start: 0,
    end: 60,
    text: 'Live plants can be returned within 14 days of delivery.',
    textHash: 'a'.repeat(64),
    score: 1,
    keywordRank: 1,
    semanticRank: 1,
    similarity: 0.7,
    isInternal: false,
    ...changes,
  }
}

export function doctor(changes: Partial<Doctor> = {}): Doctor {
  return {
    version: '1.0.0',
    node: '24.21.0',
    sqlite: '3.51.3',
    sqliteVec: '0.1.9',
    platform: 'linux x64',
    dataDir: '/home/ana/.config/VerdeMuse',
    databaseBytes: 5_000_000,
    walBytes: 200_000,
    logBytes: 12_000,
    counts: {
      documents: 52,
      chunks: 501,
      embedded: 423,
      conversations: 3,
      messages: 20,
      cachedAnswers: 7,
      cachedVectors: 501,
    },
    embedding: { state: 'idle', modelId: 'all-MiniLM-L6-v2', dimension: 384, folder: '/models' },
    caches: [
      { name: 'answers', hits: 12, misses: 28, rate: 0.3 },
      { name: 'embeddings', hits: 0, misses: 0, rate: null },
    ],
    latencies: [{ step: 'search', count: 40, p50Ms: 12, p95Ms: 31 }],
    eventLoopDelayP99Ms: 11,
    rssBytes: 140_000_000,
    checks: [
      { name: 'Database', ok: true, detail: 'no fault found' },
      { name: 'Disk', ok: false, detail: '12 MB free' },
    ],
    ...changes,
  }
}

/** What a search answers, with everyday values. */
export function searchResult(changes: Partial<SearchResult> = {}): SearchResult {
  return {
    passages: [],
    mode: 'hybrid',
    degraded: null,
    tookMs: 1,
    correction: null,
    reading: null,
    isNearest: false,
    ...changes,
  }
}

/** As `search.live` streams it: the whole at once. */
export async function* found(changes: Partial<SearchResult> = {}) {
  yield { result: searchResult(changes), isFinal: true }
}

export function collection(changes: Partial<Collection> = {}): Collection {
  return { id: 1, name: 'Knowledge base', createdAt: 0, sourceCount: 1, documentCount: 52, ...changes }
}

export function knowledgeSource(changes: Partial<KnowledgeSource> = {}): KnowledgeSource {
  return {
    id: 3,
    collectionId: 1,
    kind: 'folder',
    label: 'help-centre',
    location: '/home/ana/help-centre',
    include: [],
    exclude: [],
    isWatched: true,
    state: 'ready',
    message: null,
    documentCount: 40,
    refusedCount: 0,
    lastScanAt: null,
    createdAt: 0,
    ...changes,
  }
}

export function pack(changes: Partial<Pack> = {}): Pack {
  return {
    id: 1,
    sourceId: 3,
    collectionId: 1,
    packId: 'help',
    name: 'Help centre pack',
    serial: 4,
    createdAt: null,
    documentCount: 40,
    chunkCount: 300,
    modelName: 'all-MiniLM-L6-v2',
    publicKey: null,
    signature: 'none',
    locationId: null,
    installedAt: 0,
    updatedAt: 0,
    isManaged: false,
    hasFittingVectors: true,
    ...changes,
  }
}

export function packLocation(changes: Partial<PackLocation> = {}): PackLocation {
  return {
    id: 5,
    kind: 'https',
    address: 'https://packs.example.com/help.vmpack',
    isManaged: false,
    state: 'current',
    message: null,
    lastCheckedAt: 0,
    lastChangedAt: 0,
    lastBytes: 0,
    ...changes,
  }
}

export function modelProfile(changes: Partial<ModelProfile> = {}): ModelProfile {
  return {
    id: 1,
    name: 'Mistral',
    serverUrl: 'https://api.mistral.ai',
    modelName: 'mistral-small-latest',
    creativity: 20,
    maxAnswerTokens: 800,
    promptPrice: null,
    answerPrice: null,
    needsKey: true,
    isActive: true,
    key: 'configured',
    keyServer: 'https://api.mistral.ai',
    ...changes,
  }
}

export function modelOverview(changes: Partial<ModelOverview> = {}): ModelOverview {
  return {
    profiles: [modelProfile()],
    budget: { tokensToday: 0, costToday: 0, tokenLimit: null, costLimit: null, isUsedUp: false },
    health: { state: 'ok', until: null, reason: null },
    ...changes,
  }
}
