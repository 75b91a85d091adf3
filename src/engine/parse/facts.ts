import type { DocumentFacts } from '@shared/models'
import { cleanTitle } from './title'

const MAX_TAGS = 50
const TAG_MAX_CHARS = 80
const URL_MAX_CHARS = 2000
/** Smaller numbers are seconds: as milliseconds they would lie before March 1973. */
const LEAST_MILLISECONDS = 100_000_000_000
/** 1 January 1900 and 1 January 2200: a date outside is a mistake. */
const EARLIEST_MS = Date.UTC(1900, 0)
const LATEST_MS = Date.UTC(2200, 0)

/** Words of `visibility`, `status` and `state` for what customers do not see. */
const INTERNAL_WORDS = new Set(['internal', 'private', 'agents', 'agent', 'staff', 'draft', 'unpublished'])

/** Own properties only: "__proto__" in a file is a name like any other. */
export function property(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Record<string, unknown>)[key]
}

/** What a record says about itself under the usual names: front matter of Markdown, an object of an export. */
export function factsOfRecord(record: unknown): DocumentFacts {
  const first = (...keys: readonly string[]) => {
    for (const key of keys) {
      const value = property(record, key)
      if (value !== undefined && value !== null && value !== '') return value
    }
    return undefined
  }
  return {
    tags: toTags(first('tags', 'label_names', 'labels', 'keywords')),
    language: toLanguage(first('language', 'lang', 'locale', 'default_locale')),
    dateMs: toDateMs(
      first('date', 'updated_at', 'updated', 'modified', 'edited_at', 'published_at', 'created_at'),
    ),
    url: toUrl(first('url', 'html_url', 'canonical', 'link')),
    isInternal:
      [first('internal'), first('draft'), first('is_internal')].some(
        (value) => value === true || value === 'true',
      ) ||
      [first('visibility'), first('status'), first('state')].some(
        (value) => typeof value === 'string' && INTERNAL_WORDS.has(value.trim().toLowerCase()),
      ),
  }
}

/** A list, or words between commas or semicolons; each once, in the order given. */
export function toTags(value: unknown): string[] {
  const list = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[,;]/u) : []
  const tags = new Map<string, string>()
  for (const item of list) {
    // Intercom and others write { name: 'returns' }
    const name = cleanTitle(typeof item === 'number' ? String(item) : (property(item, 'name') ?? item))
    if (!name || tags.size >= MAX_TAGS) continue
    const tag = name.slice(0, TAG_MAX_CHARS).toWellFormed()
    if (!tags.has(tag.toLowerCase())) tags.set(tag.toLowerCase(), tag)
  }
  return [...tags.values()]
}

/** 'pt-BR', 'pt_BR' and 'PT' are 'pt'. */
export function toLanguage(value: unknown): string | null {
  if (typeof value !== 'string') return null
  return /^\s*([a-z]{2,3})(?:[-_][\w-]*)?\s*$/iu.exec(value)?.[1]?.toLowerCase() ?? null
}

/** From an ISO date, the date of an email, or Unix time in seconds or milliseconds. */
export function toDateMs(value: unknown): number | null {
  const dateMs = dateOf(value)
  return Number.isFinite(dateMs) && dateMs >= EARLIEST_MS && dateMs <= LATEST_MS ? Math.trunc(dateMs) : null
}

function dateOf(value: unknown): number {
  if (value instanceof Date) return value.getTime()
  if (typeof value === 'number') return Math.abs(value) < LEAST_MILLISECONDS ? value * 1000 : value
  // without a year in it, Date.parse makes a date of nearly anything
  if (typeof value !== 'string' || value.length > 64 || !/\d{4}/u.test(value)) return Number.NaN
  return Date.parse(value.trim())
}

export function toUrl(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > URL_MAX_CHARS) return null
  try {
    const url = new URL(value.trim())
    const isWeb = url.protocol === 'https:' || url.protocol === 'http:'
    return isWeb && !url.username && !url.password ? url.href : null
  } catch {
    return null
  }
}

/** The first of each; tags of both. */
export function mergeFacts(first: DocumentFacts, second: DocumentFacts): DocumentFacts {
  return {
    tags: toTags([...first.tags, ...second.tags]),
    language: first.language ?? second.language,
    dateMs: first.dateMs ?? second.dateMs,
    url: first.url ?? second.url,
    isInternal: first.isInternal || second.isInternal,
  }
}
