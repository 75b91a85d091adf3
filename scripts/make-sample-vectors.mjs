// npm run sample: embeds the sample knowledge base with the product itself and writes the vectors that ship with it.
// Needed after a change of the sample's articles, of how they are cut into passages, or of the model; a test notices.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'

const root = resolve(import.meta.dirname, '..')
const dataDir = mkdtempSync(join(tmpdir(), 'verdemuse-sample-'))
const sample = join(root, 'resources/sample-knowledge-base')
const file = join(root, 'resources/sample-knowledge-base.vectors')

try {
  const command = [join(root, 'out/main/verdemuse.js'), '--data-dir', dataDir, 'import', sample]
  execFileSync(process.execPath, command, { stdio: 'inherit' })
  const db = new Database(join(dataDir, 'verdemuse.db'), { readonly: true })
  const model = db.prepare('SELECT fingerprint, dimension FROM embedding_models').get()
  const rows = db.prepare('SELECT embedding_hash, vector FROM vectors ORDER BY embedding_hash').all()
  db.close()
  const head = { ...model, hashes: rows.map((row) => row.embedding_hash) }
  writeFileSync(
    file,
    Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...rows.map((row) => row.vector)]),
  )
  console.log(`${rows.length} vectors in ${file}`)
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}
