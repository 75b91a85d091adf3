import { readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'

/**
 * The two ways to a file this room has. They are taken here, when the program loads, because sealing the process
 * replaces them everywhere else; nothing that reads documents can reach this object.
 */
export const fileAccess = { open, readTextFile: (path: string) => readFileSync(path, 'utf8') } as const
