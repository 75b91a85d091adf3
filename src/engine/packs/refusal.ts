import type { PackRefusalCode } from '@shared/packs'

/** A pack that is not taken, and why: an expected outcome, carried through the layers of reading as one throw. */
export class PackRefusal extends Error {
  readonly code: PackRefusalCode

  /** `message` is one plain sentence. */
  constructor(code: PackRefusalCode, message: string) {
    super(message)
    this.name = 'PackRefusal'
    this.code = code
  }
}

export function damaged(what: string): PackRefusal {
  return new PackRefusal('damaged', `The pack is damaged: ${what}. Nothing was changed.`)
}

export function altered(what: string): PackRefusal {
  return new PackRefusal(
    'altered',
    `The pack was altered or cut after it was built: ${what}. Nothing was changed.`,
  )
}
