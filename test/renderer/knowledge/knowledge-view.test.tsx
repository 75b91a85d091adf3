import { AppError } from '@shared/errors'
import type { DocumentSummary, ImportFile } from '@shared/models'
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { KnowledgeView } from '../../../src/renderer/knowledge/knowledge-view'
import { giveElementsSize } from '../helpers/layout'
import { createTestPage, type TestPage } from '../helpers/page'
import { documentSummary, importFile, importJob, status } from '../helpers/sample-models'

let page: TestPage
let takeSizeBack: () => void
beforeEach(() => {
  takeSizeBack = giveElementsSize()
})
afterEach(() => {
  cleanup()
  page.close()
  takeSizeBack()
})

type Options = NonNullable<Parameters<typeof createTestPage>[0]>

function show({
  documents = [],
  files = [],
  ...options
}: Options & { documents?: DocumentSummary[]; files?: ImportFile[] }) {
  page = createTestPage({
    ...options,
    handlers: {
      'documents.list': ({ filter, offset, limit }) => {
        const fitting = documents.filter(({ title }) => title.toLowerCase().includes(filter.toLowerCase()))
        return { documents: fitting.slice(offset, offset + limit), total: fitting.length }
      },
      'import.files': ({ states, offset, limit }) => {
        const fitting = files.filter(({ state }) => !states || states.includes(state))
        return { files: fitting.slice(offset, offset + limit), total: fitting.length }
      },
      ...options.handlers,
    },
  })
  render(
    <page.Page>
      <KnowledgeView />
    </page.Page>,
  )
}
const manyDocuments = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    documentSummary({ id: index + 1, title: `Article ${index + 1}` }),
  )
const callsOf = (name: string) => page.calls.filter(({ method }) => method === name).map(({ input }) => input)

test('a document is opened from the list, and the list draws only what is in sight', async () => {
  show({ documents: manyDocuments(5_000), status: status({ documentCount: 5_000 }) })
  fireEvent.click(await screen.findByText('Article 2'))
  expect(page.navigation.snapshot().view).toEqual({ kind: 'document', documentId: 2 })
  expect(screen.getByRole('list', { name: 'Documents' }).children.length).toBeLessThan(40)
  expect(new Set(callsOf('documents.list').map((input) => JSON.stringify(input)))).toEqual(
    new Set([JSON.stringify({ filter: '', sort: 'added', offset: 0, limit: 100 })]),
  )
})

test('the filter asks the engine, and says when nothing matches', async () => {
  show({ documents: manyDocuments(30) })
  await screen.findByText('Article 2')
  fireEvent.change(screen.getByLabelText('Filter documents'), { target: { value: 'article 30' } })
  expect(await screen.findByText('1 match')).toBeTruthy()
  fireEvent.change(screen.getByLabelText('Filter documents'), { target: { value: 'nothing' } })
  expect(await screen.findByText('No document matches “nothing”')).toBeTruthy()
})

test('a new filter is not said to match nothing while its list is still being read', async () => {
  let letThrough = () => {}
  const reading = new Promise<void>((resolve) => {
    letThrough = resolve
  })
  show({
    handlers: {
      'documents.list': async ({ filter }) => {
        if (filter === 'nothing') return { documents: [], total: 0 }
        if (filter === 'article') await reading
        const documents = manyDocuments(3)
        return { documents, total: documents.length }
      },
    },
  })
  await screen.findByText('Article 2')
  fireEvent.change(screen.getByLabelText('Filter documents'), { target: { value: 'nothing' } })
  await screen.findByText('No document matches “nothing”')
  fireEvent.change(screen.getByLabelText('Filter documents'), { target: { value: 'article' } })
  await waitFor(() => expect(JSON.stringify(callsOf('documents.list'))).toContain('"article"'))
  expect(screen.queryByText('No document matches “article”')).toBeNull()
  letThrough()
  expect(await screen.findByText('3 matches')).toBeTruthy()
})

test('ticked documents are removed after a question, also those out of sight', async () => {
  const remove = vi.fn(({ documentIds }: { documentIds: number[] }) => ({ removed: documentIds.length }))
  show({ documents: manyDocuments(1_200), handlers: { 'documents.remove': remove } })
  await screen.findByText('Article 2')
  fireEvent.click(screen.getByLabelText('Select all'))
  fireEvent.click(await screen.findByRole('button', { name: 'Remove' }))
  expect(remove).not.toHaveBeenCalled()
  fireEvent.click(await screen.findByRole('button', { name: 'Remove 1,200 documents' }))
  await waitFor(() => expect(remove).toHaveBeenCalledOnce())
  expect(remove.mock.calls[0]?.[0].documentIds).toHaveLength(1_200)
})

test('another filter forgets what was ticked, so that nothing out of sight is removed', async () => {
  show({ documents: manyDocuments(30) })
  fireEvent.click(await screen.findByLabelText('Select Article 2'))
  expect(screen.getByText('1 document selected')).toBeTruthy()
  fireEvent.change(screen.getByLabelText('Filter documents'), { target: { value: 'article 1' } })
  await waitFor(() => expect(screen.queryByText('1 document selected')).toBeNull())
})

test('an empty list says the next step, and offers the sample again', async () => {
  const restore = vi.fn(() => ({ jobId: 1 }))
  show({
    status: status({ documentCount: 0, chunkCount: 0 }),
    handlers: { 'documents.restoreSample': restore },
  })
  expect(await screen.findByText('Add what your answers should rest on')).toBeTruthy()
  expect(screen.getByText(/Markdown, text, HTML, CSV, PDF, Word/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Restore sample' }))
  await waitFor(() => expect(restore).toHaveBeenCalledOnce())
})

test('the sample says that it is one, and is removed after a question', async () => {
  const removeSample = vi.fn(() => ({ removed: 52 }))
  show({
    documents: manyDocuments(52),
    status: status({ sampleDocumentCount: 52 }),
    handlers: { 'documents.removeSample': removeSample },
  })
  fireEvent.click(await screen.findByRole('button', { name: 'Remove sample' }))
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Remove sample' }))
  await waitFor(() => expect(removeSample).toHaveBeenCalledOnce())
})

test('picked files become an import; a cancelled picker does not', async () => {
  const handle = 'a'.repeat(32)
  const start = vi.fn(() => ({ jobId: 1 }))
  const picks = [null, { handles: [handle] }]
  show({ bridge: { pick: async () => picks.shift() ?? null }, handlers: { 'import.start': start } })
  const button = (await screen.findAllByRole('button', { name: 'Add files' }))[0]!
  fireEvent.click(button)
  await waitFor(() => expect(picks).toHaveLength(1))
  fireEvent.click(button)
  await waitFor(() => expect(callsOf('import.start')).toEqual([{ handles: [handle], collectionId: 1 }]))
})

test('an upload shows how far it is, and a failed one says why', async () => {
  const upload = Promise.withResolvers<null>()
  show({
    bridge: {
      pick: async (_kind, onProgress) => {
        onProgress?.(0.42)
        return upload.promise
      },
    },
  })
  fireEvent.click((await screen.findAllByRole('button', { name: 'Add files' }))[0]!)
  expect(await screen.findByText('42 %')).toBeTruthy()
  await act(async () => upload.reject(new AppError('storage_full', 'The disk is full.')))
  expect((await screen.findByRole('alert')).textContent).toContain('The disk is full.')
})

test('dropped files are taken, dropped text is not', async () => {
  const acceptDrop = vi.fn(async () => null)
  show({ bridge: { acceptDrop } })
  const zone = await screen.findByLabelText('Knowledge')
  fireEvent.dragEnter(zone, { dataTransfer: { types: ['text/plain'] } })
  fireEvent.drop(zone, { dataTransfer: { types: ['text/plain'] } })
  expect(acceptDrop).not.toHaveBeenCalled()
  fireEvent.dragEnter(zone, { dataTransfer: { types: ['Files'] } })
  expect(screen.getByText('Drop files or folders to add them')).toBeTruthy()
  await act(async () => void fireEvent.drop(zone, { dataTransfer: { types: ['Files'] } }))
  expect(acceptDrop).toHaveBeenCalledOnce()
  expect(screen.queryByText('Drop files or folders to add them')).toBeNull()
})

const refused = importFile({
  id: 5,
  path: 'locked.pdf',
  state: 'refused',
  documentId: null,
  refusal: { code: 'encrypted', message: 'It is protected with a password.' },
})

test('an import that ended shows the refused files with their reasons, and retries one or all', async () => {
  const retry = vi.fn((_input: { fileIds: number[] }) => ({}))
  show({ files: [importFile({ id: 4, path: 'fine.md' }), refused], handlers: { 'import.retry': retry } })
  await act(async () =>
    page.imports.push({ jobs: [importJob({ state: 'done', total: 2, done: 1, refused: 1 })], files: [] }),
  )
  expect(await screen.findByText('It is protected with a password.')).toBeTruthy()
  expect(screen.queryByText('fine.md')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Retry locked.pdf' }))
  fireEvent.click(screen.getByRole('button', { name: 'Retry all failed' }))
  await waitFor(() =>
    expect(retry.mock.calls.map(([input]) => input)).toEqual([{ fileIds: [5] }, { fileIds: [5] }]),
  )
  fireEvent.click(screen.getByRole('button', { name: 'All 2' }))
  expect(await screen.findByText('fine.md')).toBeTruthy()
})

test('rows change as the events come, and a dismissed job goes', async () => {
  const cancel = vi.fn(() => ({}))
  show({
    files: [importFile({ id: 4, path: 'slow.md', state: 'reading', documentId: null })],
    handlers: { 'import.cancel': cancel },
  })
  const job = importJob({ total: 1 })
  await act(async () => page.imports.push({ jobs: [job], files: [] }))
  fireEvent.click(await screen.findByRole('button', { name: 'Files' }))
  expect(await screen.findByText('Reading')).toBeTruthy()
  await act(async () => page.imports.push({ jobs: [job], files: [importFile({ id: 4, path: 'slow.md' })] }))
  expect(await screen.findByText('Added')).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(cancel).toHaveBeenCalledOnce())
  await act(async () => page.imports.push({ jobs: [], files: [] }))
  await waitFor(() => expect(screen.queryByRole('list', { name: 'Imports' })).toBeNull())
})

test('files that could not be handed over are named with the reason until dismissed, and the rest is imported', async () => {
  const refused = [{ name: 'film.md', message: 'The file is larger than 500 MB.' }]
  const handle = 'a'.repeat(32)
  show({
    documents: manyDocuments(3),
    bridge: { pick: async () => ({ handles: [handle], refused }) },
    handlers: { 'import.start': () => ({ jobId: 1 }) as never },
  })
  await screen.findByText('Article 2')
  fireEvent.click(screen.getByRole('button', { name: 'Add files' }))
  expect(await screen.findByText('1 file could not be handed over')).toBeTruthy()
  expect(screen.getByRole('list', { name: 'Files not handed over' }).textContent).toBe(
    'film.md: The file is larger than 500 MB.',
  )
  expect(callsOf('import.start')).toEqual([{ handles: [handle], collectionId: 1 }])
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
  expect(screen.queryByText('1 file could not be handed over')).toBeNull()
})
