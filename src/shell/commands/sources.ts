import type { KnowledgeSource } from '@shared/models'
import type { CommandContext, ExitCode } from '../command-context'
import { count, layOutTable, oneLine } from '../text-layout'

export async function runSources(context: CommandContext): Promise<ExitCode> {
  const { output, signal } = context
  const { sources, names } = await context.withEngine(async (client) => {
    const [listed, { collections }] = await Promise.all([
      client.call('sources.list', {}, signal),
      client.call('collections.list', {}, signal),
    ])
    return { sources: listed.sources, names: new Map(collections.map(({ id, name }) => [id, name])) }
  })
  if (output.isJson) output.json(sources)
  else if (sources.length === 0) output.line('There are no sources yet.')
  else printSources(context, sources, names)
  return 0
}

export async function runSourcesRemove(context: CommandContext, sourceId: number): Promise<ExitCode> {
  const { output, signal } = context
  const { removed } = await context.withEngine((client) =>
    client.call('sources.remove', { sourceId }, signal),
  )
  if (output.isJson) output.json({ removed })
  else output.line(`Source removed with ${count(removed, 'document')}; its files stay where they are.`)
  return 0
}

/** Ends when the look is over and what it found is read. */
export async function runSourcesRescan(context: CommandContext, sourceId: number): Promise<ExitCode> {
  const { output, signal } = context
  const source = await context.withEngine(async (client) => {
    await client.call('sources.rescan', { sourceId }, signal)
    for await (const event of client.stream('sources.watch', {}, signal)) {
      const found = event.sources.find(({ id }) => id === sourceId)
      if (!found || found.state === 'scanning') continue
      const { activeImport } = await client.call('status.get', {}, signal)
      if (activeImport?.sourceId !== sourceId) return found
    }
    return null
  })
  if (!source) return 1
  if (output.isJson) output.json(source)
  else output.line(`${oneLine(source.label)}: ${count(source.documentCount, 'document')}.`)
  if (source.message) output.note(source.message)
  return source.state === 'ready' ? 0 : 1
}

function printSources(
  { output }: CommandContext,
  sources: readonly KnowledgeSource[],
  names: ReadonlyMap<number, string>,
): void {
  const rows = sources.map((source) => [
    String(source.id),
    oneLine(source.label),
    source.kind,
    oneLine(names.get(source.collectionId) ?? ''),
    String(source.documentCount),
    stateOf(source),
  ])
  const [heads, ...lines] = layOutTable(
    [
      { head: 'ID', align: 'right' },
      { head: 'SOURCE', isFlexible: true },
      { head: 'KIND' },
      { head: 'COLLECTION' },
      { head: 'DOCUMENTS', align: 'right' },
      { head: 'STATE' },
    ],
    rows,
    output.columns,
  )
  output.line(output.dim(heads ?? ''))
  for (const line of lines) output.line(line)
  for (const { label, message } of sources) if (message) output.note(`${oneLine(label)}: ${message}`)
}

function stateOf({ state, isWatched }: KnowledgeSource): string {
  return state === 'ready' && isWatched ? 'watched' : state
}
