import type { Notice } from '@shared/models'

/** Where a banner's one button leads; null leaves only the cross. */
export type BannerTarget = 'search-model' | 'answers' | 'health'

export interface Banner {
  /** Same code and same words are the same banner, so that a dismissed one comes back only when it says something new. */
  readonly key: string
  readonly message: string
  readonly tone: 'amber' | 'red'
  readonly action: { readonly label: string; readonly target: BannerTarget } | null
}

const SEARCH_MODEL = { label: 'Search model settings', target: 'search-model' } as const
const HEALTH = { label: 'About & health', target: 'health' } as const

/** By the beginning of the code, so that a new one of a known family finds its button. */
const ACTIONS: readonly (readonly [prefix: string, action: Banner['action']])[] = [
  ['model_', SEARCH_MODEL],
  ['embedder_', SEARCH_MODEL],
  ['embedding_', SEARCH_MODEL],
  ['api_', { label: 'Answer settings', target: 'answers' }],
  ['storage_', HEALTH],
  ['database_', HEALTH],
]

/** The worst first; what was dismissed is left out, and the same sentence is never said twice. */
export function bannersOf(notices: readonly Notice[], dismissed: ReadonlySet<string>): readonly Banner[] {
  const banners = new Map<string, Banner>()
  for (const notice of notices) {
    // an info is for the place it belongs to, not for the top of every view
    if (notice.level === 'info') continue
    const key = `${notice.code}: ${notice.message}`
    if (dismissed.has(key)) continue
    banners.set(key, {
      key,
      message: notice.message,
      tone: notice.level === 'error' ? 'red' : 'amber',
      action: ACTIONS.find(([prefix]) => notice.code.startsWith(prefix))?.[1] ?? null,
    })
  }
  return [...banners.values()].sort((a, b) => Number(b.tone === 'red') - Number(a.tone === 'red'))
}
