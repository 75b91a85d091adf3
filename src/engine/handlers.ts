import type { Handlers } from '@shared/contract'
import type { Ask } from './ask/ask'
import { createCacheHandlers } from './cache-handlers'
import { watchChanges } from './changes/changes'
import type { Conversations } from './conversations/conversations'
import type { DoctorRoom } from './doctor'
import type { Documents } from './documents/documents'
import { createDraftHandlers, type DraftRooms } from './draft-handlers'
import type { Exports } from './exports/exports'
import { createGapsHandlers, type GapRooms } from './gaps-handlers'
import type { Ingest } from './ingest/ingest'
import { createInsightsHandlers, type InsightRooms } from './insights-handlers'
import type { Knowledge } from './knowledge/knowledge'
import { createMacrosHandlers, type MacroRooms } from './macros-handlers'
import { createMaskingHandlers, type MaskingRooms } from './masking-handlers'
import { createModelHandlers, type ModelRooms } from './model-handlers'
import { createPackHandlers, type PackRooms } from './pack-handlers'
import type { PolicyRoom } from './policy/policy'
import type { Search } from './search/search'
import type { SettingsStore } from './settings/settings-store'
import type { EngineStatus } from './status'
import { createSupportHandlers, type SupportRooms } from './support-handlers'

/** Five events a second look alive to a person and cost the page nothing. */
const STATUS_INTERVAL_MS = 200

export interface HandlerRooms
  extends PackRooms,
    ModelRooms,
    SupportRooms,
    MaskingRooms,
    Pick<MacroRooms, 'macros'>,
    Pick<GapRooms, 'gaps' | 'metrics'>,
    InsightRooms,
    Pick<DraftRooms, 'rewrite'> {
  readonly knowledge: Knowledge
  readonly documents: Documents
  readonly ingest: Ingest
  readonly search: Search
  readonly ask: Ask
  readonly conversations: Conversations
  readonly exports: Exports
  readonly settings: SettingsStore
  readonly status: EngineStatus
  readonly doctor: DoctorRoom
  readonly policy: PolicyRoom
  /** Closes everything, then ends the process once the reply is out. */
  readonly stop: () => Promise<void>
}

/** The engine's front door: one line a method of the contract. */
export function createHandlers(rooms: HandlerRooms): Handlers {
  const {
    knowledge,
    documents,
    ingest,
    search,
    ask,
    conversations,
    exports,
    settings,
    status,
    doctor,
    policy,
    packs,
    stop,
  } = rooms
  return {
    'status.get': () => status.read(),
    'status.watch': (_, signal) =>
      watchChanges({ changes: status.changes, read: status.read, intervalMs: STATUS_INTERVAL_MS, signal }),

    'documents.list': (query) => knowledge.list(query),
    'documents.get': ({ documentId }) => knowledge.get(documentId),
    'documents.text': ({ documentId, start, end }) => knowledge.text(documentId, start, end),
    'documents.layout': ({ documentId, start, end }) => documents.layout(documentId, start, end),
    'documents.original': ({ documentId, ...window }, signal) =>
      documents.original(documentId, window, signal),
    'documents.hits': ({ documentId, text }) => search.hitsIn(documentId, text),
    'documents.locate': (passage) => documents.locate(passage),
    'documents.location': ({ documentId }) => documents.location(documentId),
    'documents.remove': ({ documentIds }) => ({ removed: knowledge.remove(documentIds) }),
    'documents.readAgain': ({ documentId }) => done(ingest.sources.readAgain(documentId)),
    'documents.removeSample': () => ({ removed: knowledge.removeSample() }),
    'documents.restoreSample': () => ({ jobId: ingest.startSample() }),

    'import.start': ({ handles, collectionId }) => ({
      jobId: ingest.startHandles(handles, collectionId),
    }),
    'import.paths': ({ paths, collectionId }) => ({ jobId: ingest.startPaths(paths, collectionId) }),
    'import.grant': (item) => ({ handle: ingest.grant(item) }),
    'import.jobs': () => ({ jobs: ingest.jobs() }),
    'import.files': (query) => ingest.files(query),
    'import.cancel': ({ jobId }) => done(ingest.cancel(jobId)),
    'import.retry': ({ fileIds }) => done(ingest.retry(fileIds)),
    'import.dismiss': ({ jobId }) => done(ingest.dismiss(jobId)),
    'import.pause': ({ jobId }) => done(ingest.pause(jobId)),
    'import.resume': ({ jobId }) => done(ingest.continueJob(jobId)),
    'import.export': (query) => ingest.exportFiles(query),
    'import.watch': (_, signal) => ingest.watchImports(signal),

    'collections.list': () => ({ collections: ingest.sources.collections() }),
    'collections.create': ({ name }) => ingest.sources.createCollection(name),
    'collections.rename': ({ collectionId, name }) => ingest.sources.renameCollection(collectionId, name),
    'collections.remove': async ({ collectionId }) => {
      packs.assertRemovable(ingest.sources.list(collectionId).map(({ id }) => id))
      return { removed: await ingest.sources.removeCollection(collectionId) }
    },
    'sources.list': ({ collectionId }) => ({ sources: ingest.sources.list(collectionId) }),
    'sources.watch': (_, signal) => ingest.sources.watch(signal),
    'sources.add': (input) => ingest.sources.add(input),
    'sources.update': ({ sourceId, ...changes }) => ingest.sources.update(sourceId, changes),
    'sources.remove': async ({ sourceId }) => {
      packs.assertRemovable([sourceId])
      return { removed: await ingest.sources.remove(sourceId) }
    },
    'sources.rescan': ({ sourceId }) => done(ingest.sources.rescan(sourceId)),

    'search.query': (query, signal) => search.query(query, signal),
    'search.live': (query, signal) => search.live(query, signal),
    'search.facets': () => search.facets(),
    'search.warmUp': () => done(search.warmUp()),
    'search.batch': async (queries, signal) => ({ results: await search.batch(queries, signal) }),

    'ask.start': async (question) => {
      const begun = ask.start(question)
      await conversations.reached()
      return begun
    },
    'ask.watch': ({ answerId }, signal) => ask.watch(answerId, signal),
    'ask.stop': ({ answerId }) => done(ask.stop(answerId)),
    'cache.clear': () => ({ removed: ask.clearCache() }),

    'conversations.list': (query) => conversations.list(query),
    'conversations.messages': (query) => conversations.messages(query),
    'conversations.rename': ({ conversationId, title }) => conversations.rename(conversationId, title),
    'conversations.pin': ({ conversationId, isPinned }) => conversations.pin(conversationId, isPinned),
    'conversations.remove': ({ conversationId }) => done(conversations.remove(conversationId)),
    'conversations.clear': ({ conversationId }) => conversations.clear(conversationId),
    'conversations.search': (query) => ({ hits: conversations.search(query) }),
    'conversations.export': (wanted, signal) => exports.conversation(wanted, signal),
    'conversations.cleanUp': () => ({ removed: conversations.cleanUp() }),

    ...createPackHandlers(rooms),
    ...createDraftHandlers(rooms),
    ...createModelHandlers(rooms),
    ...createCacheHandlers(rooms),
    ...createSupportHandlers(rooms),
    ...createMaskingHandlers(rooms),
    ...createMacrosHandlers(rooms),
    ...createGapsHandlers(rooms),
    ...createInsightsHandlers(rooms),

    'settings.get': () => settings.get(),
    'settings.update': (patch) => settings.update(patch),
    'settings.watch': (_, signal) =>
      watchChanges({ changes: settings.changes, read: settings.get, intervalMs: STATUS_INTERVAL_MS, signal }),

    'policy.get': () => policy.summary(),
    'doctor.run': (_, signal) => doctor.run(signal),
    'doctor.repair': () => doctor.repair(),
    'engine.stop': async () => done(await stop()),
  }
}

function done(_: unknown): Record<string, never> {
  return {}
}
