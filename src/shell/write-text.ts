import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { AppError } from '@shared/errors'
import type { Output } from './output'

/** To a file, which is then named on stderr, or to standard output. Throws bad_request where it cannot be written. */
export async function writeText(output: Output, text: string, file: string | undefined): Promise<void> {
  if (file === undefined) return output.write(text)
  output.note(`Written to ${await saveFile(file, text)}.`)
}

/** Its whole path. Throws bad_request where it cannot be written. */
export async function saveFile(file: string, content: string | Buffer): Promise<string> {
  const path = resolve(file)
  try {
    await writeFile(path, content)
    return path
  } catch (cause) {
    throw new AppError('bad_request', `${path} cannot be written.`, { cause })
  }
}
