import type { RefusalCode } from '@shared/models'

/** Thrown inside the reading of one file, caught where the file is answered for; the message goes to the user as it is. */
export class Refusal extends Error {
  readonly code: RefusalCode

  constructor(code: RefusalCode, message: string) {
    super(message)
    this.name = 'Refusal'
    this.code = code
  }
}
