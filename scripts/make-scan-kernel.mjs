// Compiles src/engine/knowledge/scan-kernel.wat into the text that the engine carries: `node scripts/make-scan-kernel.mjs`.
// The result is committed, so that neither a build nor an installation needs the compiler; a test compares the two.
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import wabt from 'wabt'

const folder = resolve(import.meta.dirname, '../src/engine/knowledge')

export async function compileScanKernel() {
  const { parseWat } = await wabt()
  const source = readFileSync(resolve(folder, 'scan-kernel.wat'), 'utf8')
  const { buffer } = parseWat('scan-kernel.wat', source, { simd: true }).toBinary({})
  return Buffer.from(buffer).toString('base64')
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const lines = (await compileScanKernel()).match(/.{1,100}/gu).map((line) => `  '${line}',`)
  const text = `/** scan-kernel.wat as WebAssembly, in base64; made by scripts/make-scan-kernel.mjs. */
export const SCAN_KERNEL = [
${lines.join('\n')}
].join('')
`
  writeFileSync(resolve(folder, 'scan-kernel.ts'), text)
}
