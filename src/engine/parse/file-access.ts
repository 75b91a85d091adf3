import { readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'

/**
 * The two ways to a file this room has. Their values are taken here, when the program loads, because sealing the
 * process replaces the imports themselves; nothing that reads documents can reach this object.
 */
export const fileAccess = { open, readWhole: readFileSync } as const
