import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')
export const RESOURCES = join(ROOT, 'resources')
export const MODEL_FOLDER = join(RESOURCES, 'models/all-MiniLM-L6-v2')

/** A copy of the build inside the repository, where its bare imports are found. */
const COPY = join(ROOT, 'node_modules/.cache', `verdemuse-bench-${process.pid}`)
export const BUILT = join(COPY, 'out/main')
export const BUILT_PAGE = join(COPY, 'out/renderer')

/** Folders of one run, under one that is removed when the run ends. */
export interface Scratch {
  folder(name: string): string
  remove(): void
}

/** Also copies the build: another one that starts meanwhile empties out/ under the engine that is being measured. */
export function createScratch(): Scratch {
  const root = mkdtempSync(join(tmpdir(), 'verdemuse-bench-'))
  mkdirSync(COPY, { recursive: true })
  cpSync(join(ROOT, 'out'), join(COPY, 'out'), { recursive: true })
  cpSync(join(ROOT, 'package.json'), join(COPY, 'package.json'))
  symlinkSync(RESOURCES, join(COPY, 'resources'), 'junction')
  return {
    folder: (name) => mkdtempSync(join(root, `${name}-`)),
    remove() {
      rmSync(root, { recursive: true, force: true })
      rmSync(COPY, { recursive: true, force: true })
    },
  }
}
