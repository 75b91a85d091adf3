import type { Correction, QueryReading, SearchFilter } from '@shared/search-models'
import type { Knowledge } from '../knowledge/knowledge'
import { type Spelling, toCorrection, type WordCorrection, withCorrections } from './correct-spelling'
import { type QueryLimits, readQuery } from './query-language'
import { type Restriction, restrictionOf } from './restriction'
import { type UnderstoodQuery, understandQuery } from './understand-query'

/** Everything a search needs to know of what was typed. */
export interface PreparedQuery {
  readonly understood: UnderstoodQuery
  /** What each passage must fulfil; null: anything. */
  readonly restriction: Restriction | null
  /** Filter and excluded words alone: where to look when nothing fulfils the other operators. */
  readonly relaxed: Restriction | null
  readonly reading: QueryReading | null
  readonly correction: Correction | null
  /** A sentence about an operator that names nothing; null when there is none. */
  readonly note: string | null
}

export interface QueryRequest {
  readonly text: string
  readonly filter?: SearchFilter | null
  readonly operators?: boolean
  readonly correct?: boolean
}

export interface QueryPreparerOptions {
  readonly knowledge: Pick<Knowledge, 'facets'>
  /** Null: words are searched for as they are typed. */
  readonly spelling: Spelling | null
}

/**
 * 1. Operators are told from text.
 * 2. Words the index does not know are corrected, in the text and in what has to be fulfilled.
 * 3. What was typed and what was chosen beside it become one restriction.
 */
export function createQueryPreparer({ knowledge, spelling }: QueryPreparerOptions) {
  return async (request: QueryRequest): Promise<PreparedQuery> => {
    // 1.
    const { text: typed, filter = null, operators = false, correct = true } = request
    const read = operators ? readQuery(typed) : { text: typed, limits: null }

    // 2.
    const asTyped = understandQuery(read.text)
    const corrections = correct && spelling ? await spelling.correct(asTyped.terms) : []
    const sure = corrections.filter(({ isSure }) => isSure)
    const understood = sure.length === 0 ? asTyped : understandQuery(withCorrections(read.text, sure))
    const limits = read.limits === null ? null : correctedLimits(read.limits, sure)

    // 3.
    const chosen = limits === null ? null : collectionsOf(limits, knowledge)
    const narrowed = joinFilters(filter, limits, chosen?.ids ?? [])
    return {
      understood,
      restriction: restrictionOf(limits, narrowed),
      relaxed: restrictionOf(
        limits && { ...limits, phrases: [], titles: [] },
        isEmpty(filter) ? null : filter,
      ),
      reading: read.limits,
      correction: toCorrection(typed, corrections, true) ?? toCorrection(typed, corrections, false),
      note: chosen?.unknown ? `There is no collection named “${chosen.unknown}”.` : null,
    }
  }
}

function correctedLimits(limits: QueryLimits, sure: readonly WordCorrection[]): QueryLimits {
  const correct = (texts: readonly string[]) => texts.map((text) => withCorrections(text, sure))
  return sure.length === 0
    ? limits
    : { ...limits, phrases: correct(limits.phrases), titles: correct(limits.titles) }
}

/** Stands for a collection that is not there: no document has this id. */
const NO_COLLECTION = Number.MAX_SAFE_INTEGER

function collectionsOf({ collections }: QueryLimits, knowledge: Pick<Knowledge, 'facets'>) {
  if (collections.length === 0) return null
  const known = knowledge.facets().collections
  let unknown: string | null = null
  const ids = collections.flatMap((name) => {
    const lower = name.toLowerCase()
    const exact = known.filter((collection) => collection.name.toLowerCase() === lower)
    const fitting =
      exact.length > 0 ? exact : known.filter(({ name: full }) => full.toLowerCase().startsWith(lower))
    if (fitting.length === 0) unknown = name
    return fitting.map(({ id }) => id)
  })
  return { ids: ids.length === 0 ? [NO_COLLECTION] : ids, unknown: unknown as string | null }
}

function joinFilters(
  filter: SearchFilter | null,
  limits: QueryLimits | null,
  collectionIds: readonly number[],
): SearchFilter | null {
  if (limits === null) return isEmpty(filter) ? null : filter
  const joined: SearchFilter = {
    ...filter,
    ...both('collectionIds', filter?.collectionIds, collectionIds),
    ...both('formats', filter?.formats, limits.formats),
    ...both('languages', filter?.languages, limits.languages),
    tags: [...(filter?.tags ?? []), ...limits.tags],
  }
  return isEmpty(joined) ? null : joined
}

/** What is both chosen and typed; where one of the two says nothing, the other. */
function both<K extends string, T>(key: K, chosen: readonly T[] | undefined, typed: readonly T[]) {
  if (!chosen?.length) return typed.length === 0 ? {} : ({ [key]: [...typed] } as Record<K, T[]>)
  if (typed.length === 0) return {}
  const common = chosen.filter((value) => typed.includes(value))
  return { [key]: common.length === 0 ? [...typed] : common } as Record<K, T[]>
}

function isEmpty(filter: SearchFilter | null): boolean {
  if (filter === null) return true
  return Object.values(filter).every(
    (value) => value === undefined || (Array.isArray(value) && value.length === 0),
  )
}
