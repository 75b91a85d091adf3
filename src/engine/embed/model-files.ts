import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'

/** What the product needs to know of a model folder before anything in it is loaded. */
export interface ModelFiles {
  readonly folder: string
  readonly name: string
  /** SHA-256 of the weights: two models never share it, whatever their folders are called. */
  readonly fingerprint: string
  readonly dimension: number
  readonly weights: 'q8' | 'fp32'
  /** Expected SHA-256 by file name, from SHA256SUMS; empty when the folder has none. */
  readonly checksums: Readonly<Record<string, string>>
}

export type ModelInspection =
  | { readonly kind: 'found'; readonly files: ModelFiles }
  | { readonly kind: 'missing' | 'damaged'; readonly message: string }

const WEIGHTS = [
  { file: 'onnx/model_quantized.onnx', weights: 'q8' },
  { file: 'onnx/model.onnx', weights: 'fp32' },
] as const

const configSchema = z.object({ hidden_size: z.number().int().min(1).max(8192) })

/** Looks at a model folder without loading it. Never throws: a bad folder is an expected outcome. */
export async function inspectModel(folder: string): Promise<ModelInspection> {
  const found = await firstPresent(folder)
  if (!found || !(await isPresent(join(folder, 'tokenizer.json'))))
    return {
      kind: 'missing',
      message: 'The search model is not where it should be. Keyword search still works.',
    }
  try {
    const config = configSchema.parse(JSON.parse(await readFile(join(folder, 'config.json'), 'utf8')))
    const checksums = await readChecksums(folder)
    const fingerprint = checksums[found.file] ?? (await sha256(join(folder, found.file)))
    const files = { folder, name: basename(folder), fingerprint, dimension: config.hidden_size }
    return { kind: 'found', files: { ...files, weights: found.weights, checksums } }
  } catch {
    return {
      kind: 'damaged',
      message: 'The search model’s description cannot be read. Keyword search still works.',
    }
  }
}

/** Compares every listed file with its checksum. Run before any parser sees the model: a damaged file must not be parsed. */
export async function verifyModel(files: ModelFiles): Promise<boolean> {
  for (const [file, expected] of Object.entries(files.checksums)) {
    const actual = await sha256(join(files.folder, file)).catch(() => null)
    if (actual !== expected) return false
  }
  return true
}

async function firstPresent(folder: string) {
  for (const candidate of WEIGHTS) if (await isPresent(join(folder, candidate.file))) return candidate
  return null
}

async function isPresent(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** Lines of `sha256sum`: 64 hex digits, two spaces, a name inside the folder. */
async function readChecksums(folder: string): Promise<Record<string, string>> {
  const text = await readFile(join(folder, 'SHA256SUMS'), 'utf8').catch(() => '')
  const lines = [...text.matchAll(/^([0-9a-f]{64}) [ *](.+)$/gm)]
  return Object.fromEntries(lines.flatMap(([, hash, file]) => (hash && file ? [[file.trim(), hash]] : [])))
}

async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 256 * 1024 }), hash)
  return hash.digest('hex')
}
