import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { AppError } from '@shared/errors'
import type { PackSignature } from './pack-head'

/** What stands before the 32 bytes of an Ed25519 public key in DER, always the same. */
const DER_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
const PUBLIC_PREFIX = 'ed25519:'

export interface KeyPair {
  /** PEM (PKCS #8), as other tools read it. */
  readonly privateKey: string
  /** The form for people and for the policy: ed25519:<43 characters>. */
  readonly publicKey: string
}

export function createKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: writePublicKey(rawPublicKey(publicKey)),
  }
}

/** Throws bad_request when the text is no Ed25519 private key. */
export function signManifest(manifest: Buffer, privateKeyPem: string): PackSignature {
  const privateKey = readPrivateKey(privateKeyPem)
  return {
    publicKey: rawPublicKey(createPublicKey(privateKey)),
    signature: sign(null, manifest, privateKey),
  }
}

export function isSignatureRight(manifest: Buffer, { publicKey, signature }: PackSignature): boolean {
  try {
    const key = createPublicKey({ key: Buffer.concat([DER_PREFIX, publicKey]), format: 'der', type: 'spki' })
    return verify(null, manifest, key, signature)
  } catch {
    // 32 bytes that are no point of the curve
    return false
  }
}

export function writePublicKey(publicKey: Buffer): string {
  return PUBLIC_PREFIX + publicKey.toString('base64url')
}

function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(DER_PREFIX.length)
}

function readPrivateKey(pem: string): KeyObject {
  let key: KeyObject
  try {
    key = createPrivateKey(pem)
  } catch {
    throw new AppError('bad_request', 'The key file holds no private key that can be read.')
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw new AppError('bad_request', 'The key must be an Ed25519 key, as `verdemuse pack keygen` makes it.')
  return key
}
