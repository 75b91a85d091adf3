import { damaged, PackRefusal } from './refusal'

/** A control-Z and a line feed: a copy made in "text mode" damages them, and so shows at once. */
const MAGIC = Buffer.from('VMPACK\u001a\n', 'latin1')
/** Grows only with a layout that older programs cannot read. */
export const CONTAINER_VERSION = 1
export const HEAD_BYTES = 144
/** 500,000 documents; more than that is no knowledge base of one desktop. */
export const MAX_MANIFEST_BYTES = 256 * 1024 * 1024

const ZEROS = Buffer.alloc(96)

/** The first 144 bytes: magic 8, version u32, manifest length u32, SHA-256 of the manifest 32, public key 32, signature 64. */
export interface PackHead {
  readonly manifestBytes: number
  /** Hex. */
  readonly manifestHash: string
  /** Null when the pack is not signed. */
  readonly signature: PackSignature | null
}

/** Ed25519 over the manifest's exact bytes. */
export interface PackSignature {
  readonly publicKey: Buffer
  readonly signature: Buffer
}

export function encodeHead({ manifestBytes, manifestHash, signature }: PackHead): Buffer {
  const numbers = Buffer.alloc(8)
  numbers.writeUInt32LE(CONTAINER_VERSION, 0)
  numbers.writeUInt32LE(manifestBytes, 4)
  const signed = signature ? [signature.publicKey, signature.signature] : [ZEROS]
  return Buffer.concat([MAGIC, numbers, Buffer.from(manifestHash, 'hex'), ...signed])
}

/** Throws a PackRefusal: not_a_pack, newer_format, damaged. */
export function decodeHead(bytes: Buffer): PackHead {
  if (bytes.length < HEAD_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC))
    throw new PackRefusal('not_a_pack', 'This is not a VerdeMuse pack.')
  const version = bytes.readUInt32LE(8)
  if (version !== CONTAINER_VERSION) throw newerFormat(version)
  const manifestBytes = bytes.readUInt32LE(12)
  if (manifestBytes === 0 || manifestBytes > MAX_MANIFEST_BYTES)
    throw damaged('its list has no bearable size')
  const signed = bytes.subarray(48, HEAD_BYTES)
  return {
    manifestBytes,
    manifestHash: bytes.toString('hex', 16, 48),
    signature: signed.equals(ZEROS)
      ? null
      : { publicKey: Buffer.from(signed.subarray(0, 32)), signature: Buffer.from(signed.subarray(32)) },
  }
}

export function newerFormat(version: number): PackRefusal {
  return new PackRefusal(
    'newer_format',
    `The pack has format ${version}; this VerdeMuse reads format ${CONTAINER_VERSION}. Install a newer version.`,
  )
}
