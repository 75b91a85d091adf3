import { type AskedFor, askedFor } from '../../../src/engine/ask/asked-for'
import type { Message, Passage } from '../../../src/shared/models'

export function passage(given: Partial<Passage> = {}): Passage {
  const text = given.text ?? 'Water it every 7 days.'
  return {
    chunkId: 1,
    documentId: 1,
    externalId: null,
    path: 'water.md',
    title: 'Water',
    heading: '',
    page: null,
    start: 0,
    end: text.length,
    text,
    textHash: 'hash',
    score: 1,
    keywordRank: 1,
    semanticRank: 1,
    similarity: 0.6,
    isInternal: false,
    ...given,
  }
}

export function message(given: Partial<Message> = {}): Message {
  return {
    id: 1,
    conversationId: 1,
    role: 'assistant',
    text: 'An answer.',
    state: 'complete',
    origin: 'model',
    cachedAt: null,
    modelName: 'mistral-small-latest',
    notice: null,
    passages: [],
    droppedCitations: [],
    task: { kind: 'answer' },
    usage: null,
    cachedQuestion: null,
    searchedFor: null,
    feedback: null,
    usedAt: null,
    createdAt: 0,
    ...given,
  }
}

/** A question over so many passages; a word stands in as many of them as `frequencies` says, in none by default. */
export function asked(question: string, frequencies: Record<string, number>, chunks = 1000): AskedFor {
  return askedFor(question, {
    frequency: (expression) => frequencies[expression.slice(1, -1)] ?? 0,
    counts: () => ({ documents: 1, sampleDocuments: 0, chunks, embedded: chunks }),
  })
}
