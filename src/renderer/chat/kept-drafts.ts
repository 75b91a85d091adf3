/** What was typed in each conversation and not sent; null is the one that has not begun. */
export interface Drafts {
  get(conversationId: number | null): string
  /** '' drops it. */
  set(conversationId: number | null, text: string): void
}

const STORAGE_KEY = 'verdemuse.drafts'
const NOT_BEGUN = 'new'

/**
 * Kept while the tab lives: through a reload and through a page that died, on no drive. What a person decides to keep of a
 * customer's words is what they send.
 */
export function createKeptDrafts(): Drafts {
  const texts = new Map(Object.entries(readTexts()))
  const keyOf = (conversationId: number | null) => String(conversationId ?? NOT_BEGUN)
  return {
    get: (conversationId) => texts.get(keyOf(conversationId)) ?? '',
    set(conversationId, text) {
      if (text === '') texts.delete(keyOf(conversationId))
      else texts.set(keyOf(conversationId), text)
      writeTexts(Object.fromEntries(texts))
    },
  }
}

function readTexts(): Record<string, string> {
  try {
    const stored: unknown = JSON.parse(window.sessionStorage.getItem(STORAGE_KEY) ?? '{}')
    if (typeof stored !== 'object' || stored === null) return {}
    return Object.fromEntries(Object.entries(stored).filter(([, text]) => typeof text === 'string'))
  } catch {
    return {}
  }
}

function writeTexts(texts: Readonly<Record<string, string>>): void {
  try {
    window.sessionStorage.setItem(STORAGE_KEY, JSON.stringify(texts))
  } catch {
    // a page without storage, or a full one: what is typed lasts as long as the page
  }
}
