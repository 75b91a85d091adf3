import type { Handlers } from '../../src/shared/contract'
import { AppError } from '../../src/shared/errors'
import type { Collection, KnowledgeSource } from '../../src/shared/models'

/** Collections, sources and files of the small engine: enough to see what a command asks for, and what it prints. */
export function createHoldings(note: (event: string) => void): Partial<Handlers> {
  return {
    'eval.cache': ({ pairs }) => ({
      results: pairs.map(({ a, b }) => {
        const hit = a.toLowerCase().replace('?', '') === b
        return { hit, reason: hit ? 'exact' : 'subject' }
      }),
    }),
    'collections.list': () => ({ collections: COLLECTIONS }),
    'collections.create': ({ name }) => {
      if (name === 'Garden')
        throw new AppError('bad_request', 'There is a collection called “Garden” already.')
      note(`create ${name}`)
      return { ...GARDEN, id: 4, name }
    },
    'collections.rename': ({ collectionId, name }) => {
      note(`rename ${collectionId} ${name}`)
      return { ...GARDEN, id: collectionId, name }
    },
    'collections.remove': ({ collectionId }) => {
      if (collectionId === 1)
        throw new AppError('bad_request', 'The first collection always stays; it can be renamed.')
      note(`remove collection ${collectionId}`)
      return { removed: 12 }
    },
    'sources.list': () => ({ sources: SOURCES }),
    'sources.remove': ({ sourceId }) => {
      assertSource(sourceId)
      note(`remove source ${sourceId}`)
      return { removed: 1 }
    },
    'sources.rescan': ({ sourceId }) => {
      assertSource(sourceId)
      note(`rescan ${sourceId}`)
      return {}
    },
    'sources.watch': async function* () {
      yield {
        collections: COLLECTIONS,
        sources: SOURCES.map((one) => ({ ...one, state: 'scanning' as const })),
      }
      yield { collections: COLLECTIONS, sources: SOURCES }
    },
    'documents.location': ({ documentId }) =>
      documentId === 7
        ? { kind: 'file', path: '/home/ana/guides/roses.md' }
        : { kind: 'missing', reason: 'not_kept' },
    'documents.original': ({ documentId, offset, length }) => {
      if (documentId === 9) return { kind: 'missing', reason: 'gone' }
      const bytes = documentId === 8 ? LARGE : ROSES_FILE
      note(`original ${documentId} ${offset} ${length}`)
      return {
        kind: 'bytes',
        base64: bytes.subarray(offset, offset + length).toString('base64'),
        totalBytes: bytes.length,
      }
    },
  }
}

export const ROSES_FILE = Buffer.from('<h1>Roses</h1><script>alert(1)</script>')
/** More than two replies hold, and no two pieces of it the same. */
export const LARGE = Buffer.from(Uint32Array.from({ length: 600_000 }, (_, at) => at).buffer)

const GARDEN: Collection = { id: 3, name: 'Garden', createdAt: 0, sourceCount: 2, documentCount: 12 }
const COLLECTIONS: Collection[] = [
  { id: 1, name: 'Knowledge base', createdAt: 0, sourceCount: 1, documentCount: 1 },
  GARDEN,
]

const FOLDER: KnowledgeSource = {
  id: 5,
  collectionId: 3,
  kind: 'folder',
  label: 'help\u001b[31m-centre',
  location: '/home/ana/help-centre',
  include: [],
  exclude: [],
  isWatched: true,
  state: 'ready',
  message: null,
  documentCount: 12,
  refusedCount: 0,
  lastScanAt: 1,
  createdAt: 0,
}
const SOURCES: KnowledgeSource[] = [
  FOLDER,
  {
    ...FOLDER,
    id: 6,
    collectionId: 1,
    kind: 'web',
    label: 'help.example.com',
    location: 'https://help.example.com/',
    isWatched: false,
    state: 'unreachable',
    message: 'The site does not answer.',
    documentCount: 1,
  },
]

export function siteThatIsDown(): KnowledgeSource {
  return SOURCES.find(({ state }) => state === 'unreachable') ?? FOLDER
}

function assertSource(sourceId: number): void {
  if (sourceId === 8)
    throw new AppError(
      'forbidden',
      'Your administrator has set the pack “Help”, so it cannot be removed here.',
    )
  if (!SOURCES.some(({ id }) => id === sourceId))
    throw new AppError('not_found', 'This source is no longer there.')
}
