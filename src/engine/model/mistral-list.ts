import { notTheApi } from './mistral-failure'

/** A list beyond this is no list a person chooses from. */
const MAX_NAMES = 1000
/** The schema of the setting allows no longer one. */
const MAX_NAME_CHARS = 200

/** What the server really sent, where the SDK found fault with it; throws the error when it holds nothing of the kind. */
export function rawReplyOf(error: unknown): unknown {
  if (error instanceof Error && 'rawValue' in error) return error.rawValue
  throw error
}

/** Names to be used in a request, by the alphabet; of those that say what they can do, only the ones that answer. */
export function namesOf(reply: unknown): string[] {
  const data = isObject(reply) ? reply['data'] : null
  if (!Array.isArray(data)) throw notTheApi()
  const names = new Set<string>()
  for (const item of data) {
    // the SDK hands a card whose fields it does not know through as it came
    const card: unknown = isObject(item) && item['isUnknown'] === true ? item['raw'] : item
    if (!isObject(card) || !canChat(card)) continue
    const { id } = card
    if (typeof id === 'string' && id.trim() !== '' && id.length <= MAX_NAME_CHARS) names.add(id.trim())
    if (names.size === MAX_NAMES) break
  }
  return [...names].sort((a, b) => a.localeCompare(b))
}

/** Mistral says of each model whether it takes part in a chat, in one spelling or the other; a local server says nothing. */
function canChat(card: Readonly<Record<string, unknown>>): boolean {
  const { capabilities } = card
  if (!isObject(capabilities)) return true
  return (capabilities['completionChat'] ?? capabilities['completion_chat']) !== false
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
