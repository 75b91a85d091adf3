import { chmod, open, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '@shared/errors'
import type { PackVerification } from '@shared/packs'
import { packKeySchema } from '../policy/policy-schema'
import { decodeContent } from './document-entry'
import { type OpenPack, openPack } from './open-pack'
import { openPackFile, readAhead } from './pack-bytes'
import type { PackSignature } from './pack-head'
import { PackRefusal } from './refusal'
import { createKeyPair, signManifest } from './signature'
import { decodeVectors } from './vector-entry'
import { writeSigned } from './write-pack'

/** Writes the private key to the file, for its owner alone, and the public one beside it. Never over another key. */
export async function createKeyFiles(file: string): Promise<{ publicKey: string; publicFile: string }> {
  const keys = createKeyPair()
  const publicFile = `${file}.pub`
  await writeNew(file, keys.privateKey, 0o600)
  try {
    await writeNew(publicFile, `${keys.publicKey}\n`, 0o644)
    // the process makes files for its user alone, and this one is made to be given away
    await chmod(publicFile, 0o644)
  } catch (thrown) {
    await rm(file, { force: true })
    throw thrown
  }
  return { publicKey: keys.publicKey, publicFile }
}

/** Signs the pack, or signs it anew, after reading all of it. Throws bad_request in words. */
export async function signPackFile(
  file: string,
  keyFile: string,
  signal: AbortSignal,
): Promise<{ publicKey: string }> {
  const sign = await readSigner(keyFile)
  const bytes = await openPackFile(file).catch(asBadRequest)
  let signing: { readonly head: OpenPack['head']; readonly manifestBytes: Buffer }
  try {
    const pack = await openPack(bytes, signal)
    await readEverything(pack, signal)
    signing = pack
  } catch (thrown) {
    return asBadRequest(thrown)
  } finally {
    await bytes.close()
  }
  await writeSigned(file, signing.head, sign(signing.manifestBytes))
  const verified = await verifyPackFile(file, null, signal)
  if (verified.kind === 'refused' || verified.publicKey === null)
    throw new Error('a signed pack does not verify')
  return { publicKey: verified.publicKey }
}

/** Throws bad_request, in words, when the file holds no key to sign with. */
export async function readSigner(keyFile: string): Promise<(manifest: Buffer) => PackSignature> {
  const pem = await readFile(keyFile, 'utf8').catch(() => {
    throw new AppError('bad_request', `The key file ${keyFile} cannot be read.`)
  })
  const sign = (manifest: Buffer) => signManifest(manifest, pem)
  sign(Buffer.alloc(0))
  return sign
}

/** Throws bad_request when no pack can be put there: better before hours of reading than after. */
export async function assertCanWriteBeside(file: string): Promise<void> {
  const trial = join(dirname(file), `.${process.pid}.vmpack-trial`)
  try {
    await (await open(trial, 'w')).close()
    await rm(trial, { force: true })
  } catch (cause) {
    throw new AppError('bad_request', `${file} cannot be written.`, { cause })
  }
}

/** Reads every byte of the pack. With a key, or a file that holds one, it must be signed by that. */
export async function verifyPackFile(
  file: string,
  key: string | null,
  signal: AbortSignal,
): Promise<PackVerification> {
  const wanted = key === null ? null : await readKey(key)
  try {
    const bytes = readAhead(await openPackFile(file))
    try {
      const pack = await openPack(bytes, signal)
      await readEverything(pack, signal)
      if (wanted !== null) assertSignedBy(pack, wanted)
      return { kind: 'ok', sizeBytes: bytes.sizeBytes, ...describe(pack) }
    } finally {
      await bytes.close()
    }
  } catch (thrown) {
    if (thrown instanceof PackRefusal) return { kind: 'refused', code: thrown.code, message: thrown.message }
    throw thrown
  }
}

async function readEverything(pack: OpenPack, signal: AbortSignal): Promise<void> {
  const { entries, documents, description } = pack.manifest
  const used = new Set<number>()
  for (const { text, vectors, original } of documents) {
    signal.throwIfAborted()
    decodeContent(await pack.readEntry(text))
    if (vectors !== null && description.model)
      decodeVectors(await pack.readEntry(vectors), description.model.dimension)
    for (const index of [text, vectors, original]) if (index !== null) used.add(index)
    if (original !== null) await pack.readEntry(original)
  }
  for (const index of entries.keys()) if (!used.has(index)) await pack.readEntry(index)
}

function assertSignedBy({ publicKey }: OpenPack, wanted: string): void {
  if (publicKey === null) throw new PackRefusal('not_signed', 'The pack is not signed.')
  if (publicKey !== wanted)
    throw new PackRefusal('other_key', `The pack is signed by another key: ${publicKey}.`)
}

function describe({ manifest, publicKey }: OpenPack) {
  const { id: packId, name, serial, createdAt, documentCount, chunkCount, model } = manifest.description
  const modelName = model?.name ?? null
  return {
    packId,
    name,
    serial,
    createdAt: createdAt === null ? null : Date.parse(createdAt),
    documentCount,
    chunkCount,
    modelName,
    publicKey,
  }
}

async function readKey(key: string): Promise<string> {
  if (packKeySchema.safeParse(key).success) return key
  const text = await readFile(key, 'utf8').catch(() => '')
  const parsed = packKeySchema.safeParse(text.trim())
  if (parsed.success) return parsed.data
  throw new AppError(
    'bad_request',
    'The key must be ed25519:… as `verdemuse pack keygen` prints it, or a file with it.',
  )
}

async function writeNew(file: string, text: string, mode: number): Promise<void> {
  try {
    await writeFile(file, text, { mode, flag: 'wx' })
  } catch (thrown) {
    const isThere = (thrown as NodeJS.ErrnoException).code === 'EEXIST'
    throw new AppError(
      'bad_request',
      isThere ? `${file} is there already, and a key is never overwritten.` : `${file} cannot be written.`,
    )
  }
}

function asBadRequest(thrown: unknown): never {
  if (thrown instanceof PackRefusal) throw new AppError('bad_request', thrown.message)
  throw thrown
}
