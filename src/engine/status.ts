import type { Notice, Status } from '@shared/models'
import type { Ask } from './ask/ask'
import { type Changes, createChanges } from './changes/changes'
import type { Conversations } from './conversations/conversations'
import type { Embedder } from './embed/embedder'
import type { Ingest } from './ingest/ingest'
import type { Knowledge } from './knowledge/knowledge'
import type { Metrics } from './metrics/metrics'
import type { ModelRoom } from './model/model-room'
import type { SettingsStore } from './settings/settings-store'

export interface StatusRooms {
  readonly knowledge: Knowledge
  readonly embedder: Embedder
  readonly ingest: Ingest
  readonly conversations: Conversations
  readonly ask: Ask
  readonly model: ModelRoom
  readonly settings: SettingsStore
  readonly metrics: Metrics
  /** What opening the database had to tell. */
  readonly startNotices: readonly Notice[]
}

export interface EngineStatus {
  read(): Status
  readonly changes: Changes
}

/** Puts the facts of all rooms together; each of them says when to look again. */
export function createStatus(rooms: StatusRooms): EngineStatus {
  const { knowledge, embedder, ingest, conversations, ask, model, settings, metrics, startNotices } = rooms
  const changes = createChanges()
  for (const room of [
    knowledge,
    embedder,
    ingest.changes,
    conversations.changes,
    ask.changes,
    model.changes,
    settings.changes,
  ])
    room.onChange(changes.emit)

  function read(): Status {
    const documents = knowledge.counts()
    const talk = conversations.counts()
    const target = model.target()
    return {
      documentCount: documents.documents,
      sampleDocumentCount: documents.sampleDocuments,
      chunkCount: documents.chunks,
      embeddedCount: documents.embedded,
      conversationCount: talk.conversations,
      messageCount: talk.messages,
      cachedAnswerCount: ask.cachedCount(),
      answersToday: metrics.today('answers'),
      answersFromCacheToday: metrics.today('answers_cached'),
      embedding: {
        state: embedder.state,
        message: embedder.message,
        modelId: embedder.model?.name ?? null,
      },
      apiKey: target.obstacle === null ? 'configured' : 'none',
      modelName: target.modelName,
      lastRequest: model.lastRequest(),
      modelServer: model.health(),
      isBudgetUsedUp: model.budget().isUsedUp,
      activeImport: ingest.activeJob(),
      notices: [...startNotices, ...settings.notices(), ...modelNotices(embedder), ...ingest.notices()],
    }
  }

  return { read, changes }
}

function modelNotices(embedder: Embedder): Notice[] {
  if (!embedder.message) return []
  return [{ code: `model_${embedder.state}`, level: 'warning', message: embedder.message }]
}
