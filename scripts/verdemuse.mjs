#!/usr/bin/env node
// The terminal command: builds when it must (words on stderr only), then runs on a Node that is new enough.
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keepCompiledCode } from './compiled-code.mjs'
import { ensureBuild } from './ensure-build.mjs'
import { launch } from './launch.mjs'

const ROOT = resolve(fileURLToPath(import.meta.url), '../..')
const buildCode = ensureBuild()
keepCompiledCode()
process.exit(
  buildCode === 0 ? await launch(resolve(ROOT, 'out/main/verdemuse.js'), process.argv.slice(2)) : buildCode,
)
