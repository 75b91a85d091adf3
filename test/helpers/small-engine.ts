import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { lockDataDir } from '../../src/engine/db/data-dir-lock'
import { refuseChildProcess, serveChildProcess } from '../../src/engine/hosts/child-process'
import { listenForTerminals } from '../../src/engine/hosts/local-socket'
import type { Handlers } from '../../src/shared/contract'
import { ENGINE_START_VARIABLE, type EngineStart } from '../../src/shared/engine-start'
import { AppError, toAppError } from '../../src/shared/errors'
import { SILENT_LOG } from '../../src/shared/log'
import type { DocumentDetail, ImportJob } from '../../src/shared/models'
import type { PackOutcome } from '../../src/shared/packs'
import type { SearchResult } from '../../src/shared/search-models'
import { createHoldings, siteThatIsDown } from './small-engine-holdings'

/** An engine without a database: enough to prove hosts, ports, locks and commands on. `events.txt` keeps what happened. */
const ROSES_TEXT = 'Watering\n\nYellow leaves mean too much water.'
const ROSES: DocumentDetail = {
  id: 7,
  externalId: null,
  source: 'user',
  sourceId: 1,
  collectionId: 1,
  tags: [],
  language: null,
  date: null,
  url: null,
  isInternal: false,
  path: 'guides/roses.md',
  title: 'Roses',
  format: 'markdown',
  sizeBytes: 50,
  importedAt: 0,
  chunkCount: 1,
  embeddedCount: 1,
  contentHash: 'h',
  textLength: ROSES_TEXT.length,
  headings: [{ level: 1, title: 'Watering', start: 0 }],
  pages: [],
}

/** Of documents 8 and 9: what a header must not be broken by. */
const ODD_PATH = 'guides/Größe "a"\r\nx-evil: 1 (1).html'

const start = JSON.parse(process.env[ENGINE_START_VARIABLE] ?? '{}') as EngineStart

try {
  const lock = lockDataDir(start)
  const note = (event: string) => appendFileSync(join(start.dataDir, 'events.txt'), `${event}\n`)
  note(
    `start ${process.pid} ${start.hostName} sample=${start.installSample} key=${process.env['MISTRAL_API_KEY'] ?? 'none'}`,
  )
  const handlers = createHandlers(note, () => void close().then(() => setTimeout(() => process.exit(0), 50)))
  const door = await listenForTerminals({
    dataDir: start.dataDir,
    handlers,
    log: SILENT_LOG,
    host: { name: start.hostName, pid: start.hostPid ?? process.ppid },
  })
  const close = async () => {
    await door.close()
    note('close')
    lock.release()
  }
  serveChildProcess({ handlers, log: SILENT_LOG, close })
} catch (error) {
  refuseChildProcess(toAppError(error).toWire())
}

function createHandlers(note: (event: string) => void, end: () => void): Handlers {
  const search = (text: string): SearchResult => {
    if (text === 'crash') process.exit(9)
    const details = { correction: null, reading: null, isNearest: false }
    return { passages: [passageFor(text)], mode: 'keyword', degraded: null, tookMs: 1, ...details }
  }
  const handlers: Partial<Handlers> = {
    ...createHoldings(note),
    'search.query': ({ text, filter, correct }) => {
      if (text === 'filtered') note(`filter ${JSON.stringify(filter)} correct=${correct}`)
      if (text === 'explained') return explained(search(text))
      if (text !== 'hang') return search(text)
      note('hang')
      return new Promise(() => {})
    },
    'search.facets': () => ({
      collections: [{ id: 3, name: 'Garden', count: 1 }],
      formats: [],
      tags: [],
      languages: [],
      dates: null,
    }),
    'search.batch': ({ texts }) => ({ results: texts.map(search) }),
    'status.get': () => ({ notices: noticesIn(start.dataDir) }) as never,
    'documents.list': ({ filter, collectionIds }) =>
      filter === 'roses' || collectionIds?.includes(3)
        ? { documents: [ROSES], total: 1 }
        : { documents: [], total: 0 },
    'documents.get': ({ documentId }) => {
      if (documentId === 8 || documentId === 9) return { ...ROSES, id: documentId, path: ODD_PATH }
      if (documentId !== ROSES.id) throw new AppError('not_found', 'This document is no longer here.')
      return ROSES
    },
    'documents.text': ({ start, end }) => ({ start, end, text: ROSES_TEXT.slice(start, end) }),
    'sources.add': ({ address = '' }) => {
      if (address.includes('//10.')) throw new AppError('bad_request', 'This is in a private network.')
      note(`address ${address}`)
      // read before, and down now: its listing gives no file
      if (address.includes('//down.')) return { sources: [siteThatIsDown()], jobIds: [EMPTY_JOB] }
      return { sources: [], jobIds: [1] }
    },
    'import.paths': ({ paths }) => {
      note(`paths ${paths.length}`)
      return { jobId: 2 }
    },
    'import.watch': async function* () {
      yield { jobs: [1, 2, EMPTY_JOB].map(finishedJob), files: [] }
    },
    'import.files': () => ({ files: [], total: 0 }),
    'import.grant': ({ path, label }) => {
      note(`grant ${label} ${path}`)
      return { handle: '0'.repeat(32) }
    },
    'packs.installFrom': (input) => {
      note(`install ${JSON.stringify(input)}`)
      return { outcomes: [outcomeFor(input.place)] }
    },
    'packs.list': () => ({ packs: [], locations: [] }),
    'packs.createKey': ({ file }) => ({ publicKey: 'ed25519:public', publicFile: `${file}.pub` }),
    'packs.verify': ({ file, key }) =>
      file.endsWith('bad.vmpack')
        ? { kind: 'refused', code: 'altered', message: 'The pack was altered.' }
        : { ...PACK, kind: 'ok', sizeBytes: 2048, publicKey: key },
    'secrets.setApiKey': ({ apiKey }) => {
      note(`key ${apiKey}`)
      return {}
    },
    'engine.stop': () => {
      end()
      return {}
    },
  }
  return handlers as Handlers
}

function explained(result: SearchResult): SearchResult {
  const why = {
    keyword: { rank: 1, measure: 4.5, weight: 1.5, contribution: 0.25 },
    meaning: { rank: 2, measure: 0.61, weight: 1, contribution: 0.125 },
  }
  const [passage] = result.passages
  return {
    ...result,
    passages: passage
      ? [{ ...passage, score: 0.375, why, snippet: 'Yes. \u0004It is \u0002explained\u0003.\u0005' }]
      : [],
    correction: {
      kind: 'searched',
      text: 'explained',
      words: [{ typed: 'explaned', corrected: 'explained' }],
    },
  }
}

const EMPTY_JOB = 3

function finishedJob(id: number): ImportJob {
  const total = id === EMPTY_JOB ? 0 : 2
  return {
    id,
    state: 'done',
    source: 'user',
    sourceId: 1,
    kind: 'import',
    createdAt: 0,
    finishedAt: 1,
    total,
    done: total,
    unchanged: 0,
    refused: 0,
    cancelled: 0,
    removed: 0,
    waitingForMeaning: 0,
    remainingMs: null,
  }
}

const PACK = {
  packId: 'kb',
  name: 'Support',
  serial: 3,
  createdAt: null,
  documentCount: 2,
  chunkCount: 5,
  modelName: null,
} as const

function outcomeFor(place: string): PackOutcome {
  const label = basename(place)
  if (label === 'bad.vmpack')
    return { kind: 'refused', label, packId: null, code: 'altered', message: 'The pack was altered.' }
  const counts = { added: 2, changed: 0, removed: 0, readBytes: 1024, sizeBytes: 2048, tookMs: 1500 }
  return { kind: 'installed', label, packId: 'kb', name: 'Support', serial: 3, ...counts, message: 'Said.' }
}

/** What this start "set aside", when a test wants it so. */
function noticesIn(dataDir: string) {
  const said = join(dataDir, 'set-aside.txt')
  if (!existsSync(said)) return []
  return [
    { code: 'database_set_aside', level: 'error', message: readFileSync(said, 'utf8') },
    { code: 'model_missing', level: 'warning', message: 'Another matter.' },
  ]
}

function passageFor(text: string): SearchResult['passages'][number] {
  return {
    chunkId: 1,
    documentId: 7,
    externalId: text === 'external' ? 'OPS-306' : null,
    path: 'guides/roses.md',
    title: 'Roses',
    heading: 'Watering',
    page: null,
    start: 0,
    end: text.length,
    text,
    textHash: 'h',
    score: 1,
    keywordRank: 1,
    semanticRank: null,
    similarity: null,
    isInternal: false,
  }
}
