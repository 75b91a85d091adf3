import { type FindOptions, findSpans } from './find-spans'
import type { FoundSpan } from './found-span'

/** One request's replacements: the same value has the same placeholder in all its texts. */
export interface Masking {
  /** The text as it may leave the machine. */
  mask(text: string): { readonly text: string; readonly spans: readonly FoundSpan[] }
  /** What came back, with the values in their places again. */
  restore(text: string): string
  /** The same for a stream: holds back what may be half a placeholder, until it is whole or none. */
  restoreStream(): { push(piece: string): string; end(): string }
  /** Placeholders and how many of each kind, for the record. */
  readonly count: number
}

export interface MaskingOptions extends FindOptions {
  /** Values the person has released: they go out as they are. */
  readonly released?: readonly string[]
}

/** Longer than any placeholder with its brackets. */
const MAX_PLACEHOLDER_CHARS = 32
const HALF = /\[[\p{Lu}\p{N}_ ]{0,28}$|[\p{Lu}][\p{Lu}\p{N}_]{0,27}$/u

export function createMasking({ released = [], ...options }: MaskingOptions = {}): Masking {
  const free = new Set(released.map(normal))
  const placeholders = new Map<string, string>()
  const values = new Map<string, string>()
  const counts = new Map<string, number>()

  function placeholderFor(value: string, label: string): string {
    const key = `${label} ${normal(value)}`
    const known = placeholders.get(key)
    if (known) return known
    const name = label.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '_')
    const number = (counts.get(name) ?? 0) + 1
    counts.set(name, number)
    const placeholder = `${name}_${number}`
    placeholders.set(key, placeholder)
    values.set(placeholder, value)
    return placeholder
  }

  function mask(text: string) {
    const spans = findSpans(text, options).filter(
      ({ start, end }) => !free.has(normal(text.slice(start, end))),
    )
    let masked = ''
    let at = 0
    for (const { start, end, label } of spans) {
      masked += `${text.slice(at, start)}[${placeholderFor(text.slice(start, end), label)}]`
      at = end
    }
    return { text: masked + text.slice(at), spans }
  }

  /** Models drop the brackets now and then. */
  function restore(text: string): string {
    if (values.size === 0) return text
    return text.replace(
      /\[?(?<![\p{L}\p{N}_])([\p{Lu}][\p{Lu}\p{N}_]*_\d{1,4})(?![\p{L}\p{N}_])\]?/gu,
      (all, name: string) => {
        const value = values.get(name)
        if (value === undefined) return all
        const hasBoth = all.startsWith('[') && all.endsWith(']')
        return hasBoth ? value : all.replace(name, () => value)
      },
    )
  }

  return {
    mask,
    restore,
    restoreStream() {
      let held = ''
      return {
        push(piece) {
          const text = held + piece
          const half = values.size === 0 ? null : HALF.exec(text)
          const cut = half && text.length - half.index <= MAX_PLACEHOLDER_CHARS ? half.index : text.length
          held = text.slice(cut)
          return restore(text.slice(0, cut))
        },
        end() {
          const rest = restore(held)
          held = ''
          return rest
        },
      }
    },
    get count() {
      return values.size
    },
  }
}

function normal(value: string): string {
  return value.replace(/\s+/g, ' ').trim().toLowerCase()
}
