import { AppError } from '@shared/errors'
import { type DocumentFormat, formatSchema } from '@shared/models'
import type { Client } from '@shared/rpc/client'
import type { SearchFilter } from '@shared/search-models'

/** What was chosen on the command line, in a person's words. */
export interface ChosenFilter {
  readonly collection?: readonly string[]
  readonly type?: readonly string[]
  readonly tag?: readonly string[]
  readonly language?: readonly string[]
  /** Unix milliseconds. */
  readonly since?: number
  readonly until?: number
}

/** Throws bad_request with a sentence that lists what there is, for a collection or a kind of file there is not. */
export async function toFilter(
  client: Client,
  chosen: ChosenFilter,
  signal: AbortSignal,
): Promise<SearchFilter> {
  const { collection = [], type = [], tag = [], language = [], since, until } = chosen
  return {
    ...(collection.length > 0 ? { collectionIds: await idsOf(client, collection, signal) } : {}),
    formats: type.map(formatOf),
    tags: [...tag],
    languages: [...language],
    ...(since === undefined ? {} : { dateFrom: since }),
    ...(until === undefined ? {} : { dateTo: until }),
  }
}

async function idsOf(client: Client, names: readonly string[], signal: AbortSignal): Promise<number[]> {
  const { collections } = await client.call('search.facets', {}, signal)
  return names.map((name) => {
    const found = collections.find((collection) => collection.name.toLowerCase() === name.toLowerCase())
    if (found) return found.id
    const known = collections.map((collection) => `“${collection.name}”`).join(', ')
    throw new AppError('bad_request', `There is no collection “${name}”. There is ${known}.`)
  })
}

const OTHER_NAMES: Readonly<Record<string, DocumentFormat>> = {
  md: 'markdown',
  txt: 'text',
  htm: 'html',
  word: 'docx',
}

function formatOf(name: string): DocumentFormat {
  const lower = name.toLowerCase()
  const parsed = formatSchema.safeParse(Object.hasOwn(OTHER_NAMES, lower) ? OTHER_NAMES[lower] : lower)
  if (parsed.success) return parsed.data
  throw new AppError(
    'bad_request',
    `“${name}” is no kind of file. There are ${formatSchema.options.join(', ')}.`,
  )
}
