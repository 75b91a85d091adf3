import type { DocumentFacts } from '@shared/models'
import { factsOfRecord, property, toLanguage } from './facts'

/** An article as a help centre or any list gives it, before it becomes text. */
export interface ExportedArticle {
  readonly id: string | null
  readonly title: unknown
  readonly text: string
  readonly isHtml: boolean
  readonly facts: DocumentFacts
}

/** Categories hold folders, folders hold articles; no export goes deeper. */
const MAX_NESTING = 6
/** Where lists of articles lie: Zendesk `articles`, Intercom `data`, Freshdesk `folders` within `categories`. */
const LIST_KEYS = [
  'articles',
  'data',
  'documents',
  'items',
  'folders',
  'all_folders',
  'categories',
  'results',
]
const OBJECT_KEYS = [
  'category',
  'folder',
  'solution_category',
  'solution_folder',
  'article',
  'solution_article',
]

/** Freshdesk: 1 is a draft, 2 is published. */
const FRESHDESK_DRAFT = 1
/** Freshdesk: folders that agents alone see. */
const FRESHDESK_AGENTS_ONLY = 3

const HTML_SIGN =
  /<(?:p|div|h[1-6]|ul|ol|li|table|tr|td|br|span|a|b|strong|em|i|img|blockquote|pre|code)\b[^<>]*>/iu

interface Inherited {
  readonly isInternal: boolean
}

/** Everything in a JSON value that could be an article, in order; also what turns out to be none. */
export function* listedValues(
  value: unknown,
): Generator<{ readonly value: unknown; readonly isInternal: boolean }> {
  yield* walk(value, { isInternal: false }, 0)
}

function* walk(
  value: unknown,
  inherited: Inherited,
  depth: number,
): Generator<{ readonly value: unknown; readonly isInternal: boolean }> {
  if (Array.isArray(value)) {
    for (const item of value) {
      if (depth < MAX_NESTING && isGroup(item)) yield* walk(item, inherited, depth + 1)
      else yield { value: item, isInternal: inherited.isInternal }
    }
    return
  }
  if (!isGroup(value)) {
    yield { value, isInternal: inherited.isInternal }
    return
  }
  const isInternal = inherited.isInternal || property(value, 'visibility') === FRESHDESK_AGENTS_ONLY
  for (const key of [...LIST_KEYS, ...OBJECT_KEYS]) {
    const inner = property(value, key)
    const isInner =
      Array.isArray(inner) || (OBJECT_KEYS.includes(key) && typeof inner === 'object' && inner !== null)
    if (isInner && depth < MAX_NESTING) yield* walk(inner, { isInternal }, depth + 1)
  }
}

/** A page of a list, a category or a folder: it has no words of its own, and articles within. */
function isGroup(value: unknown): boolean {
  if (textOf(value)) return false
  return (
    LIST_KEYS.some((key) => Array.isArray(property(value, key))) ||
    OBJECT_KEYS.some((key) => typeof property(value, key) === 'object' && property(value, key) !== null)
  )
}

/** The article, and one more for each language it was translated to; none when the value has no words. */
export function articlesOf(value: unknown, isInternal: boolean): ExportedArticle[] {
  const article = articleOf(value, isInternal)
  return [...(article ? [article] : []), ...translationsOf(value, article, isInternal)]
}

function articleOf(value: unknown, isInternal: boolean): ExportedArticle | null {
  const found = textOf(value)
  if (!found) return null
  const id = property(value, 'id') ?? property(value, '_id')
  const isId = (typeof id === 'string' && id.trim() !== '') || typeof id === 'number'
  const facts = factsOfRecord(value)
  // a number in `status` is Freshdesk's alone; an article there has a description for a body
  const isDraft =
    property(value, 'status') === FRESHDESK_DRAFT && property(value, 'description') !== undefined
  return {
    id: isId ? String(id) : null,
    title: property(value, 'title') ?? property(value, 'name') ?? property(value, 'question'),
    ...found,
    facts: { ...facts, isInternal: facts.isInternal || isInternal || isDraft },
  }
}

/** `text` is plain by its name; the others are HTML when they look like it. */
function textOf(value: unknown): { readonly text: string; readonly isHtml: boolean } | null {
  for (const key of ['text', 'body', 'content', 'description', 'answer', 'description_text']) {
    const text = property(value, key)
    if (typeof text !== 'string' || !text.trim()) continue
    return {
      text,
      isHtml: key !== 'text' && key !== 'description_text' && HTML_SIGN.test(text.slice(0, 20_000)),
    }
  }
  return null
}

/** Intercom: `translated_content` holds an article of the same shape for each language. */
function translationsOf(
  value: unknown,
  main: ExportedArticle | null,
  isInternal: boolean,
): ExportedArticle[] {
  const translations = property(value, 'translated_content')
  if (typeof translations !== 'object' || translations === null) return []
  const id = property(value, 'id')
  return Object.entries(translations).flatMap(([locale, content]) => {
    const article = articleOf(content, isInternal)
    if (!article || (main && article.text === main.text)) return []
    const language = toLanguage(locale) ?? article.facts.language
    return [{ ...article, id: `${String(id ?? '')}:${locale}`, facts: { ...article.facts, language } }]
  })
}
