import type { Trigger } from './find-trigger'
import type { InsertStyle } from './inserted-text'

/** What the lists of both kinds are told of the text they put something into. */
export interface InsertPlace {
  readonly trigger: Trigger
  readonly listId: string
  readonly style: InsertStyle
  readonly conversationId: number | null
  /** The text without what is typed to find something. */
  readonly thread: string
  readonly onActive: (optionId: string | null) => void
  /** Something is asked before it is put in: the place is kept. */
  readonly onHold: () => void
  readonly onInsert: (text: string) => void
  readonly onLeave: () => void
}
