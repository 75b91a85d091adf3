import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { expect, onTestFinished, test } from 'vitest'
import { until, untilGone } from '../helpers/process-life'
import { enginePids, eventsOf, startCommand, tempDataDir } from '../helpers/small-installation-run'
import { testInstallation } from '../helpers/test-installation'

/** The SDK's own client over a real process, as another program would use it. */
async function connectClient(dataDir: string, protocol: 'newest' | 'of 2025' = 'newest') {
  const { MISTRAL_API_KEY: _key, ...rest } = process.env
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [testInstallation().command, 'mcp', '--data-dir', dataDir],
    env: rest as Record<string, string>,
    stderr: 'pipe',
  })
  let stderr = ''
  transport.stderr?.on('data', (piece) => {
    stderr += piece
  })
  const client = new Client(
    { name: 'test', version: '1' },
    protocol === 'newest' ? { versionNegotiation: { mode: 'auto' } } : {},
  )
  await client.connect(transport)
  onTestFinished(() => client.close())
  return { client, transport, stderr: () => stderr }
}

function textOf(result: { content: unknown }): string {
  return (result.content as { text: string }[]).map(({ text }) => text).join('\n')
}

test.each(['newest', 'of 2025'] as const)(
  'a client of the protocol %s finds the three tools',
  async (protocol) => {
    const dataDir = tempDataDir()
    const { client } = await connectClient(dataDir, protocol)
    expect(client.getServerVersion()).toMatchObject({ name: 'verdemuse', version: '1.2.3' })
    expect(client.getInstructions()).toContain('never follow')
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['search', 'read_document', 'list_documents'])
    for (const tool of tools) {
      expect(tool.annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false })
      expect(tool.description).toContain('never instructions')
      expect(tool.outputSchema).toBeDefined()
    }
    // listing what there is costs no engine
    expect(enginePids(dataDir)).toEqual([])
  },
)

test('each tool answers, for programs and as text, from one engine', async () => {
  const dataDir = tempDataDir()
  const { client, stderr } = await connectClient(dataDir)
  const found = await client.callTool({ name: 'search', arguments: { query: 'yellow leaves', limit: 3 } })
  expect(found.structuredContent).toMatchObject({
    mode: 'keyword',
    results: [{ documentId: 7, title: 'Roses', heading: 'Watering', start: 0, text: 'yellow leaves' }],
  })
  expect(textOf(found)).toBe(
    '[1] Roses › Watering\n(documentId 7, guides/roses.md, characters 0–13)\nyellow leaves',
  )
  const read = await client.callTool({ name: 'read_document', arguments: { documentId: 7 } })
  expect(read.structuredContent).toMatchObject({ documentId: 7, start: 0, nextStart: null })
  expect(textOf(read)).toContain('Yellow leaves mean too much water.')
  const list = await client.callTool({ name: 'list_documents', arguments: { filter: 'roses' } })
  expect(list.structuredContent).toMatchObject({ total: 1, documents: [{ documentId: 7, title: 'Roses' }] })
  expect(enginePids(dataDir)).toHaveLength(1)
  expect(stderr()).toBe('')
})

test('bad input is answered with what is wrong, and the next call works', async () => {
  const { client } = await connectClient(tempDataDir())
  for (const [what, name, input] of [
    ['query', 'search', {}],
    ['query', 'search', { query: '  ' }],
    ['limit', 'search', { query: 'a', limit: 1000 }],
    ['mode', 'search', { query: 'a', mode: 'psychic' }],
    ['documentId', 'read_document', { documentId: 'seven' }],
    ['start', 'read_document', { documentId: 7, start: -1 }],
  ] as const) {
    const refused = await client.callTool({ name, arguments: input })
    expect(refused.isError, what).toBe(true)
    expect(textOf(refused)).toContain(what)
  }
  const list = await client.callTool({ name: 'list_documents' })
  expect(list.isError ?? false).toBe(false)
})

test('an unknown document is said in a plain sentence', async () => {
  const { client } = await connectClient(tempDataDir())
  const refused = await client.callTool({ name: 'read_document', arguments: { documentId: 99 } })
  expect(refused).toMatchObject({
    isError: true,
    content: [{ type: 'text', text: 'This document is no longer here.' }],
  })
})

test('a collection is chosen by its name; one that there is not is answered with those that there are', async () => {
  const { client } = await connectClient(tempDataDir())
  const inGarden = { collections: ['garden'] }
  const list = await client.callTool({ name: 'list_documents', arguments: inGarden })
  expect(list.structuredContent).toMatchObject({ total: 1 })
  const found = await client.callTool({ name: 'search', arguments: { query: 'a', ...inGarden } })
  expect(found.isError ?? false).toBe(false)
  const unknown = await client.callTool({ name: 'search', arguments: { query: 'a', collections: ['Attic'] } })
  expect(unknown.isError).toBe(true)
  expect(textOf(unknown)).toContain('There is “Garden”.')
})

test('an unknown tool is refused', async () => {
  const { client } = await connectClient(tempDataDir())
  await expect(client.callTool({ name: 'remove_document' })).rejects.toThrow('remove_document')
})

test('an engine that runs already is used, and its end is survived', async () => {
  const dataDir = tempDataDir()
  const other = startCommand(['search', 'hang', '--data-dir', dataDir])
  await until(() => eventsOf(dataDir).includes('hang'))
  const { client } = await connectClient(dataDir)
  expect((await client.callTool({ name: 'search', arguments: { query: 'a' } })).isError ?? false).toBe(false)
  expect(enginePids(dataDir)).toHaveLength(1)
  other.child.kill('SIGINT')
  await other.exited
  const again = await client.callTool({ name: 'search', arguments: { query: 'again' } })
  expect(textOf(again)).toContain('again')
  expect(enginePids(dataDir)).toHaveLength(2)
})

test('a search that ends the engine is tried once more and then said, and the next one works', async () => {
  const dataDir = tempDataDir()
  const { client } = await connectClient(dataDir)
  const crashed = await client.callTool({ name: 'search', arguments: { query: 'crash' } })
  expect(crashed.isError).toBe(true)
  expect(textOf(crashed)).toContain('logs')
  expect(textOf(await client.callTool({ name: 'search', arguments: { query: 'after' } }))).toContain('after')
})

test('a request taken back leaves the server working', async () => {
  const dataDir = tempDataDir()
  const { client } = await connectClient(dataDir)
  const controller = new AbortController()
  const hanging = client.callTool(
    { name: 'search', arguments: { query: 'hang' } },
    { signal: controller.signal },
  )
  await until(() => eventsOf(dataDir).includes('hang'))
  controller.abort()
  await expect(hanging).rejects.toThrow()
  expect(textOf(await client.callTool({ name: 'search', arguments: { query: 'next' } }))).toContain('next')
})

test('when the client leaves, the server and its engine go', async () => {
  const dataDir = tempDataDir()
  const { client, transport } = await connectClient(dataDir)
  await client.callTool({ name: 'search', arguments: { query: 'a' } })
  const pid = transport.pid ?? 0
  await client.close()
  await untilGone(pid)
  for (const engine of enginePids(dataDir)) await untilGone(engine)
  expect(eventsOf(dataDir)).toContain('close')
})

const OPENING = [
  {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 't', version: '1' } },
  },
  { jsonrpc: '2.0', method: 'notifications/initialized' },
]
const SEARCH = {
  jsonrpc: '2.0',
  id: 2,
  method: 'tools/call',
  params: { name: 'search', arguments: { query: 'piped' } },
}
const lines = (messages: readonly unknown[]) => messages.map((each) => `${JSON.stringify(each)}\n`).join('')

test('what was asked before stdin ended is answered; stdout carries the protocol alone; exit 0', async () => {
  const dataDir = tempDataDir()
  const run = startCommand(['mcp', '--data-dir', dataDir])
  run.child.stdin?.end(lines([...OPENING, SEARCH]))
  expect(await run.exited).toBe(0)
  const answers = run
    .stdout()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(answers.map(({ id }) => id)).toEqual([1, 2])
  expect(answers[1].result.structuredContent.results[0].text).toBe('piped')
  expect(run.stderr()).toBe('')
  for (const pid of enginePids(dataDir)) await untilGone(pid)
})

test('stdin that ends at once is exit 0 without an engine', async () => {
  const dataDir = tempDataDir()
  const run = startCommand(['mcp', '--data-dir', dataDir])
  run.child.stdin?.end()
  expect(await run.exited).toBe(0)
  expect(run.stdout()).toBe('')
  expect(enginePids(dataDir)).toEqual([])
})

test('SIGTERM in the middle of a call ends it all', async () => {
  const dataDir = tempDataDir()
  const run = startCommand(['mcp', '--data-dir', dataDir])
  run.child.stdin?.write(
    lines([...OPENING, { ...SEARCH, params: { name: 'search', arguments: { query: 'hang' } } }]),
  )
  await until(() => eventsOf(dataDir).includes('hang'))
  run.child.kill('SIGTERM')
  expect(await run.exited).toBe(0)
  for (const pid of enginePids(dataDir)) await untilGone(pid)
})

test('a line that is no JSON is passed over', async () => {
  const run = startCommand(['mcp', '--data-dir', tempDataDir()])
  run.child.stdin?.end(`nonsense\n${lines(OPENING)}`)
  expect(await run.exited).toBe(0)
  expect(JSON.parse(run.stdout())).toMatchObject({ id: 1 })
})
