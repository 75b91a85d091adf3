import type { Pack, PackLocation, PackOutcome, PackRefusalCode } from '@shared/packs'
import { countOf, formatBytes } from '../ui/figures'

/** Enough of a key to compare by eye with what the publisher says. */
const KEY_CHARS = 12

/** Why there is no button to remove it. */
export const MANAGED_WORDS = 'Your administrator has set this pack, so it cannot be removed here.'

export interface SignatureWords {
  readonly tone: 'accent' | 'neutral' | 'amber'
  readonly text: string
  /** The whole key and what it means. */
  readonly detail: string
}

/** `ed25519:AbC…` shortened to what a person can compare. */
export function shortKey(publicKey: string): string {
  const [kind = '', key = ''] = publicKey.split(':')
  return key === '' ? publicKey : `${kind}:${key.slice(0, KEY_CHARS)}…`
}

export function signatureWords({ signature, publicKey }: Pack): SignatureWords {
  const key = publicKey ?? ''
  switch (signature) {
    case 'trusted':
      return {
        tone: 'accent',
        text: `Signed by ${shortKey(key)}`,
        detail: `${key} is a key your administrator trusts.`,
      }
    case 'signed':
      return {
        tone: 'neutral',
        text: `Signed by ${shortKey(key)}, a key nobody here vouched for`,
        detail: `${key}. Updates are taken only with the same key.`,
      }
    case 'none':
      return {
        tone: 'amber',
        text: 'Not signed',
        detail: 'Nobody vouches for what is in it, nor that it arrived as it was made.',
      }
  }
}

export interface LocationWords {
  readonly tone: 'quiet' | 'working' | 'attention' | 'bad'
  readonly text: string
}

export function locationWords({ state, message }: PackLocation): LocationWords {
  switch (state) {
    case 'waiting':
      return { tone: 'quiet', text: 'Not checked yet' }
    case 'checking':
      return { tone: 'working', text: 'Checking' }
    case 'installing':
      return { tone: 'working', text: 'Installing' }
    case 'current':
      return { tone: message ? 'attention' : 'quiet', text: message ?? 'Up to date' }
    case 'unreachable':
      return { tone: 'attention', text: message ?? 'Cannot be reached now.' }
    case 'refused':
      return { tone: 'bad', text: message ?? 'What is there was refused.' }
  }
}

/** The pack itself was never judged. */
const NOT_SEEN: ReadonlySet<PackRefusalCode> = new Set(['unreachable', 'gone', 'no_access', 'storage_full'])

/** One sentence for each pack that was found. */
export function outcomeWords(outcome: PackOutcome, label = outcome.label): string {
  if (outcome.kind === 'refused')
    return `${label} ${NOT_SEEN.has(outcome.code) ? 'was not installed' : 'was refused'}. ${outcome.message}`
  const said = outcome.message ? ` ${outcome.message}` : ''
  if (outcome.kind === 'unchanged') return `${outcome.name} is up to date, version ${outcome.serial}.${said}`
  const documents = countOf(outcome.added + outcome.changed, 'document')
  const word = outcome.kind === 'installed' ? 'installed' : 'updated'
  return `${outcome.name}, version ${outcome.serial}, ${word}: ${documents}, ${formatBytes(outcome.readBytes)} read.${said}`
}

export function isRefused(outcome: PackOutcome): boolean {
  return outcome.kind === 'refused'
}
