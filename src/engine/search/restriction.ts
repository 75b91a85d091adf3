import type { SearchFilter } from '@shared/search-models'
import { quoteTerm } from './match-expression'
import type { QueryLimits } from './query-language'

/** What every passage of a result has to fulfil, whichever list found it. */
export interface Restriction {
  /** FTS5 expression that must match; null: none. */
  readonly required: string | null
  /** FTS5 expression that must not match; null: none. */
  readonly excluded: string | null
  readonly filter: SearchFilter | null
}

/** Null when everything is allowed. `filter` is what the operators and the given filter say together. */
export function restrictionOf(limits: QueryLimits | null, filter: SearchFilter | null): Restriction | null {
  const required = [
    ...(limits?.phrases ?? []).map(quoteTerm),
    ...(limits?.titles ?? []).map((title) => `title : ${quoteTerm(title)}`),
  ]
  const excluded = (limits?.without ?? []).map(quoteTerm)
  if (required.length === 0 && excluded.length === 0 && filter === null) return null
  return {
    required: required.length === 0 ? null : required.join(' AND '),
    excluded: excluded.length === 0 ? null : excluded.join(' OR '),
    filter,
  }
}

/**
 * The expression of the terms under the restriction; null when there is nothing to look for. The required parts count
 * for the order too: without other words they are all there is to rank by.
 */
export function restrictedExpression(terms: string | null, restriction: Restriction | null): string | null {
  if (!restriction) return terms
  const { required, excluded } = restriction
  const wanted =
    required === null ? terms : terms === null ? required : `${required} AND (${terms} OR ${required})`
  if (wanted === null || excluded === null) return wanted
  return `(${wanted}) NOT (${excluded})`
}

/** What a passage found by meaning has to match; null when words decide nothing or only exclude. */
export function requiredExpression({ required, excluded }: Restriction): string | null {
  if (required === null) return null
  return excluded === null ? required : `(${required}) NOT (${excluded})`
}
