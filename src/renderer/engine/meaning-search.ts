import type { Status } from '@shared/models'

/** True when the embedding model cannot be used at all, so that waiting does not help. */
export function isMeaningSearchOff({ embedding }: Pick<Status, 'embedding'>): boolean {
  return embedding.state === 'missing' || embedding.state === 'damaged' || embedding.state === 'failed'
}
