import type { QueryReading } from '@shared/search-models'
import { formatNamed } from './format-names'

/**
 * What a query asks of each passage beyond its words; all lists empty means nothing. Phrases must stand in the passage,
 * its title or headings, word for word; of `without` nothing may; titles must stand in the title; collections are
 * names, as typed.
 */
export type QueryLimits = QueryReading

export interface ReadQuery {
  /** What is looked for by words and by meaning: the text without its operators; '' when there were only operators. */
  readonly text: string
  /** Null when nothing in the text is an operator. */
  readonly limits: QueryLimits | null
}

/** Longer texts are pasted: a customer's letter may hold `-` and `title:` and means nothing by them. */
const MAX_WORDS = 20
const MAX_CHARACTERS = 300
const MAX_PHRASE_CHARACTERS = 200
const OPENING = '"“„«”'
const CLOSING = '"”“»'
const HAS_WORD = /[\p{L}\p{N}\p{Co}]/u
const LETTER = /\p{L}/u
/** No blank after the colon: "title: returns" is how people write, `title:returns` is how they ask. */
const KEY = /^(title|tag|type|lang|language|in|collection):(?=\S)/i

type Key = 'title' | 'tag' | 'type' | 'lang' | 'in'
type Found =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'phrase' | 'without'; readonly text: string }
  | { readonly kind: 'key'; readonly key: Key; readonly text: string; readonly typed: string }

/**
 * Reads quoted phrases, `-word`, `-"a phrase"`, `title:`, `tag:`, `type:`, `lang:` and `in:`. Never throws; what is not
 * surely an operator is text. Words such as NOT and AND are words, a hyphen inside of a word or alone is a hyphen, and
 * `-5` is a number.
 */
export function readQuery(typed: string): ReadQuery {
  const text = typed.toWellFormed().replaceAll('\0', ' ').trim()
  const plain: ReadQuery = { text, limits: null }
  if (text.length > MAX_CHARACTERS || /[\r\n]/.test(text)) return plain
  if (text.split(/\s+/).length > MAX_WORDS) return plain
  const found = split(text)
  if (found.every(({ kind }) => kind === 'text')) return plain
  // "-x" alone takes away from nothing
  if (found.every(({ kind }) => kind === 'without')) return plain
  return { text: textOf(found), limits: limitsOf(found) }
}

function textOf(found: readonly Found[]): string {
  const pieces = found.flatMap((piece) => {
    if (piece.kind === 'text') return [piece.text]
    if (piece.kind === 'phrase') return [`"${piece.text}"`]
    return piece.kind === 'key' && piece.key === 'title' ? [piece.text] : []
  })
  return pieces.join(' ').trim()
}

function limitsOf(found: readonly Found[]): QueryLimits {
  const textsOf = (kind: Found['kind']) => unique(found.filter((piece) => piece.kind === kind))
  const valuesOf = (key: Key) => unique(found.filter((piece) => piece.kind === 'key' && piece.key === key))
  return {
    phrases: textsOf('phrase'),
    without: textsOf('without'),
    titles: valuesOf('title'),
    tags: valuesOf('tag'),
    formats: valuesOf('type').flatMap((name) => formatNamed(name) ?? []),
    languages: valuesOf('lang').map((language) => language.toLowerCase()),
    collections: valuesOf('in'),
  }
}

function unique(found: readonly Found[]): string[] {
  return [...new Set(found.map(({ text }) => text))]
}

/** One pass from left to right; each step takes at least one character. */
function split(text: string): Found[] {
  const found: Found[] = []
  let at = 0
  while (at < text.length) {
    const blank = /^\s+/.exec(text.slice(at))
    if (blank) {
      at += blank[0].length
      continue
    }
    const step = operatorAt(text, at) ?? wordAt(text, at)
    found.push(step.found)
    at = step.end
  }
  return found
}

interface Step {
  readonly found: Found
  readonly end: number
}

function wordAt(text: string, at: number): Step {
  const word = /^\S+/.exec(text.slice(at))?.[0] ?? text.slice(at, at + 1)
  return { found: { kind: 'text', text: word }, end: at + word.length }
}

/** Null where no operator begins. Called only where a word begins. */
function operatorAt(text: string, at: number): Step | null {
  const phrase = quotedAt(text, at)
  if (phrase) return { found: { kind: 'phrase', text: phrase.text }, end: phrase.end }
  if (text[at] === '-') return withoutAt(text, at)
  const key = KEY.exec(text.slice(at))
  return key ? keyAt(text, at, key[0]) : null
}

function withoutAt(text: string, at: number): Step | null {
  // a name under a line ("Where is my order? -Anna") is a signature
  const before = text.slice(0, at).trimEnd().at(-1) ?? ''
  if (/[.?!,;:]/.test(before)) return null
  const phrase = quotedAt(text, at + 1)
  if (phrase) return { found: { kind: 'without', text: phrase.text }, end: phrase.end }
  if (!LETTER.test(characterAt(text, at + 1))) return null
  const word = wordAt(text, at + 1)
  const trimmed = word.found.text.replace(/[^\p{L}\p{N}\p{M}\p{Co}]+$/u, '')
  return { found: { kind: 'without', text: trimmed }, end: word.end }
}

function keyAt(text: string, at: number, name: string): Step | null {
  const valueAt = at + name.length
  const quoted = quotedAt(text, valueAt)
  const { text: value, end } = quoted ?? { ...wordAt(text, valueAt).found, end: wordAt(text, valueAt).end }
  const key = keyNamed(name.slice(0, -1).toLowerCase())
  if (!HAS_WORD.test(value) || value.startsWith('//')) return null
  if (key === 'type' && formatNamed(value) === null) return null
  return { found: { kind: 'key', key, text: value, typed: text.slice(at, end) }, end }
}

function keyNamed(name: string): Key {
  if (name === 'language') return 'lang'
  return name === 'collection' ? 'in' : (name as Key)
}

/** A phrase in quotation marks that begins here, ends before a blank or a sign, and holds a word. */
function quotedAt(text: string, at: number): { readonly text: string; readonly end: number } | null {
  if (!OPENING.includes(text[at] ?? ' ')) return null
  for (let end = at + 1; end < text.length && end - at <= MAX_PHRASE_CHARACTERS; end++) {
    if (!CLOSING.includes(text[end] ?? ' ')) continue
    const inside = text.slice(at + 1, end).trim()
    // a mark in the middle of a word (12" pot) opens or closes nothing
    if (LETTER.test(characterAt(text, end + 1)) || !HAS_WORD.test(inside)) return null
    return { text: inside, end: end + 1 }
  }
  return null
}

function characterAt(text: string, at: number): string {
  return String.fromCodePoint(text.codePointAt(at) ?? 32)
}
