import type { DocumentSummary, ImportFile, ImportJob, Passage, Status } from '@shared/models'

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
    createdAt: 1_000,
    finishedAt: null,
    total: 10,
    done: 0,
    unchanged: 0,
    refused: 0,
    cancelled: 0,
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
    ...changes,
  }
}
