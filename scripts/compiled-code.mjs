// What V8 made of the product's code, kept between starts: a later start is a quarter of a second shorter. It lies beside
// the code it was made of, so that whoever may write the one may write the other, and goes with every build.
import { rmSync } from 'node:fs'
import module from 'node:module'
import { resolve } from 'node:path'

const FOLDER = resolve(import.meta.dirname, '../node_modules/.cache/verdemuse-code')

/** For this process and those it starts; where Node is too old, or the folder cannot be written, nothing changes. */
export function keepCompiledCode() {
  process.env.NODE_COMPILE_CACHE ??= FOLDER
  module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE)
}

export function dropCompiledCode() {
  rmSync(FOLDER, { recursive: true, force: true })
}
