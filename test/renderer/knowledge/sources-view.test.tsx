import { AppError } from '@shared/errors'
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { KnowledgeView } from '../../../src/renderer/knowledge/knowledge-view'
import { giveElementsSize } from '../helpers/layout'
import { createTestPage, type TestPage } from '../helpers/page'
import {
  collection,
  documentSummary,
  importFile,
  importJob,
  knowledgeSource,
  pack,
  packLocation,
} from '../helpers/sample-models'

let page: TestPage
let takeSizeBack: () => void
beforeEach(() => {
  window.sessionStorage.clear()
  takeSizeBack = giveElementsSize()
})
afterEach(() => {
  cleanup()
  page.close()
  takeSizeBack()
})

const RETURNS = collection({ id: 2, name: 'Returns', documentCount: 40 })
const FOLDER = knowledgeSource({ id: 7, collectionId: 2, lastScanAt: 1_000, exclude: ['drafts'] })
const HOLDINGS = { collections: [collection(), RETURNS], sources: [FOLDER] }

type Options = NonNullable<Parameters<typeof createTestPage>[0]>

async function show(options: Options = {}, holdings = HOLDINGS): Promise<void> {
  page = createTestPage({
    ...options,
    handlers: {
      'documents.list': () => ({
        documents: [
          documentSummary({
            sourceId: 7,
            collectionId: 2,
            isInternal: true,
            tags: ['refund'],
            language: 'de',
          }),
        ],
        total: 1,
      }),
      ...options.handlers,
    },
  })
  page.sources.push(holdings)
  render(
    <page.Page>
      <KnowledgeView />
    </page.Page>,
  )
  await screen.findByText('Return policy')
}
const callsOf = (name: string) => page.calls.filter(({ method }) => method === name).map(({ input }) => input)
const rail = () => within(screen.getByRole('navigation', { name: 'Collections and sources' }))
const openMenu = (name: string | RegExp) =>
  fireEvent.keyDown(screen.getByRole('button', { name }), { key: 'Enter' })

test('a collection or a source limits the documents, and a document says what it knows of itself', async () => {
  await show()
  const row = within(screen.getByRole('list', { name: 'Documents' }))
  for (const fact of ['internal', 'refund', 'Returns · DE']) expect(row.getByText(fact)).toBeTruthy()
  fireEvent.click(rail().getByRole('button', { name: /^Returns/ }))
  await waitFor(() =>
    expect(callsOf('documents.list')).toContainEqual(expect.objectContaining({ collectionIds: [2] })),
  )
  fireEvent.click(rail().getByRole('button', { name: /^help-centre/ }))
  await waitFor(() =>
    expect(callsOf('documents.list')).toContainEqual(expect.objectContaining({ sourceId: 7 })),
  )
  const head = within(screen.getByRole('region', { name: 'help-centre' }))
  for (const fact of ['followed', '/home/ana/help-centre', '40 documents', 'drafts'])
    expect(head.getByText(fact)).toBeTruthy()
})

test('kinds, states and order are asked of the engine', async () => {
  await show()
  openMenu('State')
  fireEvent.click(await screen.findByRole('menuitemradio', { name: 'Internal' }))
  await waitFor(() =>
    expect(callsOf('documents.list')).toContainEqual(expect.objectContaining({ state: 'internal' })),
  )
  openMenu('Newest first')
  fireEvent.click(await screen.findByRole('menuitemradio', { name: 'By title' }))
  await waitFor(() =>
    expect(callsOf('documents.list')).toContainEqual(
      expect.objectContaining({ state: 'internal', sort: 'title' }),
    ),
  )
})

test('a collection is made, and a name that is taken is said under the field', async () => {
  const create = vi.fn(({ name }: { name: string }) => {
    if (name === 'Returns')
      throw new AppError('bad_request', 'There is a collection called “Returns” already.')
    return collection({ id: 9, name })
  })
  await show({ handlers: { 'collections.create': create } })
  fireEvent.click(rail().getByRole('button', { name: 'New collection' }))
  fireEvent.change(await screen.findByLabelText('Name'), { target: { value: 'Returns' } })
  fireEvent.click(screen.getByRole('button', { name: 'Create collection' }))
  expect((await screen.findByRole('alert')).textContent).toContain('already')
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Orders' } })
  fireEvent.click(screen.getByRole('button', { name: 'Create collection' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('the first collection is renamed, and cannot be removed', async () => {
  await show()
  openMenu('Menu of Knowledge base')
  expect(await screen.findByRole('menuitem', { name: 'Rename' })).toBeTruthy()
  expect(screen.queryByRole('menuitem', { name: 'Remove' })).toBeNull()
})

test('removing a collection says what goes, and asks first', async () => {
  const remove = vi.fn(() => ({ removed: 40 }))
  await show({ handlers: { 'collections.remove': remove } })
  openMenu('Menu of Returns')
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Remove' }))
  expect((await screen.findByRole('dialog')).textContent).toContain('Its 1 source and 40 documents')
  expect(remove).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Remove collection' }))
  await waitFor(() => expect(remove).toHaveBeenCalledOnce())
})

test('a source is looked at, and its patterns and collection are changed', async () => {
  const update = vi.fn(() => FOLDER)
  await show({ handlers: { 'sources.rescan': () => ({}), 'sources.update': update } })
  fireEvent.click(rail().getByRole('button', { name: /^help-centre/ }))
  fireEvent.click(await screen.findByRole('button', { name: 'Look now' }))
  await waitFor(() => expect(callsOf('sources.rescan')).toEqual([{ sourceId: 7 }]))
  fireEvent.click(screen.getByRole('button', { name: 'Edit' }))
  fireEvent.change(await screen.findByLabelText('Only these files'), { target: { value: '*.md\nfaq/**' } })
  fireEvent.change(screen.getByLabelText('Collection'), { target: { value: '1' } })
  fireEvent.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() =>
    expect(callsOf('sources.update')).toEqual([
      {
        sourceId: 7,
        label: 'help-centre',
        collectionId: 1,
        isWatched: true,
        include: ['*.md', 'faq/**'],
        exclude: ['drafts'],
      },
    ]),
  )
})

test('a source that cannot be reached says why, and what was read stays in the list', async () => {
  const message = 'The folder is not there now; what was read from it stays.'
  await show({}, { ...HOLDINGS, sources: [{ ...FOLDER, state: 'unreachable', message }] })
  expect(rail().getByText(message)).toBeTruthy()
})

test('in a window a folder is added with its patterns and followed', async () => {
  const handle = 'a'.repeat(32)
  await show({
    bridge: { pick: async () => ({ handles: [handle] }) },
    handlers: { 'sources.add': () => ({ sources: [FOLDER], jobIds: [1] }) },
  })
  fireEvent.click(screen.getByRole('button', { name: 'Add folder' }))
  fireEvent.change(await screen.findByLabelText('Leave these out'), { target: { value: 'drafts' } })
  fireEvent.click(screen.getByRole('button', { name: 'Choose folder' }))
  await waitFor(() =>
    expect(callsOf('sources.add')).toEqual([
      expect.objectContaining({
        handles: [handle],
        collectionId: 1,
        isWatched: true,
        include: [],
        exclude: ['drafts'],
      }),
    ]),
  )
})

test('in a browser following a folder is a line for the terminal', async () => {
  await show({ bridge: { shell: 'browser' } })
  openMenu('More')
  fireEvent.click(await screen.findByRole('menuitem', { name: /^Follow a folder/ }))
  expect((await screen.findByRole('dialog')).textContent).toContain(
    'verdemuse import "/path/to/folder" --watch',
  )
})

test('a sitemap is added by its address; where the policy forbids it, that is said instead', async () => {
  await show({ handlers: { 'sources.add': () => ({ sources: [], jobIds: [1] }) } })
  openMenu('More')
  fireEvent.click(await screen.findByRole('menuitem', { name: /^Web page/ }))
  fireEvent.change(await screen.findByLabelText('Address'), {
    target: { value: ' https://a.example/sitemap.xml ' },
  })
  fireEvent.click(screen.getByLabelText('A sitemap'))
  fireEvent.click(screen.getByRole('button', { name: 'Add' }))
  await waitFor(() =>
    expect(callsOf('sources.add')).toEqual([
      expect.objectContaining({ address: 'https://a.example/sitemap.xml', webKind: 'sitemap' }),
    ]),
  )
})

test('where the policy forbids web pages, that is said', async () => {
  const policy = {
    state: 'in_force',
    allowWebImport: false,
    requireSignedPacks: true,
    allowInsights: true,
  } as const
  await show({ handlers: { 'policy.get': () => policy } })
  openMenu('More')
  fireEvent.click(await screen.findByRole('menuitem', { name: /Switched off by your administrator/ }))
  expect((await screen.findByRole('dialog')).textContent).toContain('administrator does not allow web pages')
  expect(screen.queryByLabelText('Address')).toBeNull()
})

test('an import is paused, goes on, and its failed files are saved as a list', async () => {
  const saveText = vi.fn(async () => true)
  const file = { fileName: 'import-1-files.csv', mediaType: 'text/csv', text: 'file,state' }
  await show({
    bridge: { saveText },
    handlers: {
      'import.pause': () => ({}),
      'import.resume': () => ({}),
      'import.export': () => file,
      'import.files': () => ({ files: [importFile({ state: 'refused' })], total: 1 }),
    },
  })
  const job = importJob({
    sourceId: 7,
    total: 501,
    done: 493,
    refused: 8,
    waitingForMeaning: 70,
    remainingMs: 90_000,
  })
  await act(async () => page.imports.push({ jobs: [job], files: [] }))
  const card = within(await screen.findByRole('listitem', { name: 'help-centre' }))
  expect(card.getByText('423 of 501 ready, 70 waiting for meaning search, 8 failed')).toBeTruthy()
  expect(card.getByText(/about 2 min left/)).toBeTruthy()
  fireEvent.click(card.getByRole('button', { name: 'Pause' }))
  await waitFor(() => expect(callsOf('import.pause')).toEqual([{ jobId: 1 }]))
  await act(async () => page.imports.push({ jobs: [{ ...job, state: 'paused' }], files: [] }))
  fireEvent.click(await card.findByRole('button', { name: 'Resume' }))
  await waitFor(() => expect(callsOf('import.resume')).toEqual([{ jobId: 1 }]))
  openMenu('Export')
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Failed files as CSV' }))
  await waitFor(() => expect(saveText).toHaveBeenCalledWith(file))
  expect(callsOf('import.export')).toEqual([{ jobId: 1, as: 'csv', states: ['refused'] }])
})

test('a pack shows its signature and its place, is brought up to date, and a managed one cannot be removed', async () => {
  await show(
    { handlers: { 'packs.check': () => ({ outcomes: [] }) } },
    { ...HOLDINGS, sources: [knowledgeSource({ id: 8, kind: 'pack', label: 'Help centre pack' })] },
  )
  const location = packLocation({ isManaged: true })
  await act(async () =>
    page.packs.push({
      packs: [pack({ sourceId: 8, locationId: 5, isManaged: true })],
      locations: [location],
    }),
  )
  fireEvent.click(rail().getByRole('button', { name: /^Help centre pack/ }))
  const head = within(await screen.findByRole('region', { name: 'Help centre pack' }))
  for (const fact of ['version 4', 'Not signed', 'set by your administrator'])
    expect(head.getByText(fact)).toBeTruthy()
  expect(head.queryByRole('button', { name: 'Remove' })).toBeNull()
  expect(head.getByText(/^Your administrator has set this pack/)).toBeTruthy()
  fireEvent.click(head.getByRole('button', { name: 'Update now' }))
  await waitFor(() => expect(callsOf('packs.check')).toEqual([{ locationId: 5 }]))
})

test('a collection with a pack of the administrator’s says why it stays; a pack of one’s own is no reason', async () => {
  await show()
  const inReturns = pack({ collectionId: 2, isManaged: true, name: 'Company pack' })
  await act(async () => page.packs.push({ packs: [inReturns], locations: [] }))
  openMenu('Menu of Returns')
  expect(await screen.findByText(/administrator has set the pack “Company pack”/)).toBeTruthy()
  expect(screen.queryByRole('menuitem', { name: 'Remove' })).toBeNull()
  await act(async () => page.packs.push({ packs: [{ ...inReturns, isManaged: false }], locations: [] }))
  expect(await screen.findByRole('menuitem', { name: 'Remove' })).toBeTruthy()
  expect(screen.queryByText(/administrator/)).toBeNull()
})

test('a pack that is refused says why, and the dialog stays', async () => {
  const message = 'The content of a document differs from what was signed.'
  const refused = { kind: 'refused', label: 'kb.vmpack', packId: 'kb', code: 'altered', message } as const
  const handle = 'b'.repeat(32)
  await show({
    bridge: { pick: async () => ({ handles: [handle] }) },
    handlers: { 'packs.install': () => ({ outcomes: [refused] }) },
  })
  openMenu('More')
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Knowledge pack' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Choose a .vmpack file' }))
  expect((await screen.findByRole('alert')).textContent).toBe(`The file was refused. ${message}`)
  expect(callsOf('packs.install')).toEqual([{ from: { handle } }])
})

test('one document is opened, shown in its source, read again and removed from its menu', async () => {
  const remove = vi.fn((_input: { documentIds: number[] }) => ({ removed: 1 }))
  await show({ handlers: { 'documents.readAgain': () => ({}), 'documents.remove': remove } })
  openMenu('Menu of Return policy')
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Read again' }))
  await waitFor(() => expect(callsOf('documents.readAgain')).toEqual([{ documentId: 1 }]))
  openMenu('Menu of Return policy')
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Remove' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Remove document' }))
  await waitFor(() => expect(remove.mock.calls[0]?.[0]).toEqual({ documentIds: [1] }))
  openMenu('Menu of Return policy')
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Show its source' }))
  expect(await screen.findByRole('region', { name: 'help-centre' })).toBeTruthy()
})
