import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { FIRST_VERDEMUSE } from './first-verdemuse'
import { BUILT_PAGE } from './paths'
import { type Row, valueRow } from './row'

/** What the browser must have for the first view, and all there is; compressed by gzip, as sizes are usually given. */
export function bundleRows(): Row[] {
  const html = readFileSync(join(BUILT_PAGE, 'index.html'), 'utf8')
  const firstView = [...html.matchAll(/<(?:script|link)\b[^>]*?(?:src|href)="(\.?\/[^"]+)"/g)].map(
    ([, file]) => file ?? '',
  )
  const all = globSync('**/*.{js,css,html,svg,woff2}', { cwd: BUILT_PAGE })
  return [
    valueRow('Renderer bundle, first view, gzip', compressedKB(['index.html', ...firstView]), 'kB', {
      target: { atMost: 300 },
      report: { atMost: 1000 },
      firstVerdeMuse: FIRST_VERDEMUSE.bundle,
    }),
    valueRow('Renderer bundle, everything, gzip', compressedKB(all), 'kB', { report: { atMost: 1000 } }),
  ]
}

function compressedKB(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(BUILT_PAGE, file))).length, 0) / 1000
}
