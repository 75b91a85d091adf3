import { AppError } from '@shared/errors'
import type { Client } from '@shared/rpc/client'
import type { CommandContext, ExitCode } from '../command-context'
import { count, layOutTable, oneLine } from '../text-layout'

export async function runCollections(context: CommandContext): Promise<ExitCode> {
  const { output, signal } = context
  const { collections } = await context.withEngine((client) => client.call('collections.list', {}, signal))
  if (output.isJson) {
    output.json(collections)
    return 0
  }
  const rows = collections.map(({ id, name, sourceCount, documentCount }) => [
    String(id),
    oneLine(name),
    String(sourceCount),
    String(documentCount),
  ])
  const [heads, ...lines] = layOutTable(
    [
      { head: 'ID', align: 'right' },
      { head: 'COLLECTION', isFlexible: true },
      { head: 'SOURCES', align: 'right' },
      { head: 'DOCUMENTS', align: 'right' },
    ],
    rows,
    output.columns,
  )
  output.line(output.dim(heads ?? ''))
  for (const line of lines) output.line(line)
  return 0
}

export async function runCollectionsCreate(context: CommandContext, name: string): Promise<ExitCode> {
  const { output, signal } = context
  const created = await context.withEngine((client) => client.call('collections.create', { name }, signal))
  if (output.isJson) output.json(created)
  else output.line(`Collection “${created.name}” made, with the id ${created.id}.`)
  return 0
}

export async function runCollectionsRename(
  context: CommandContext,
  collection: string,
  name: string,
): Promise<ExitCode> {
  const { output, signal } = context
  const renamed = await context.withEngine(async (client) => {
    const collectionId = await findCollection(client, collection, signal)
    return client.call('collections.rename', { collectionId, name }, signal)
  })
  if (output.isJson) output.json(renamed)
  else output.line(`It is called “${renamed.name}” now.`)
  return 0
}

export async function runCollectionsRemove(context: CommandContext, collection: string): Promise<ExitCode> {
  const { output, signal } = context
  const { removed } = await context.withEngine(async (client) => {
    const collectionId = await findCollection(client, collection, signal)
    return client.call('collections.remove', { collectionId }, signal)
  })
  if (output.isJson) output.json({ removed })
  else output.line(`Collection removed with ${count(removed, 'document')}; files stay where they are.`)
  return 0
}

/** A collection by its name, whatever the case, or by its id. Throws not_found. */
export async function findCollection(client: Client, wanted: string, signal: AbortSignal): Promise<number> {
  const { collections } = await client.call('collections.list', {}, signal)
  const name = wanted.trim().toLowerCase()
  const found =
    collections.find((one) => one.name.toLowerCase() === name) ??
    collections.find((one) => String(one.id) === name)
  if (found) return found.id
  const names = collections.map((one) => `“${one.name}”`).join(', ')
  throw new AppError('not_found', `There is no collection “${wanted}”. There is ${names}.`)
}
