import type { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip } from 'node:zlib'
import { megabytes } from './megabytes'
import { RefusedConnection, refused } from './web-refusal'

/** What is asked for; a site that answers in something else is not read. */
export const ACCEPTED_ENCODINGS = 'gzip, br'

/**
 * The whole body, decompressed while it is counted: a small file that unpacks to gigabytes ends at the limit.
 * Throws RefusedConnection: too_large, damaged, unsupported.
 */
export async function readBody(body: Readable, encoding: string, maxBytes: number): Promise<Buffer> {
  const decoder = decoderFor(encoding)
  const pieces: Buffer[] = []
  let size = 0
  const count = async (source: AsyncIterable<Buffer>) => {
    for await (const piece of source) {
      size += piece.length
      if (size > maxBytes)
        throw new RefusedConnection(
          refused('too_large', `The page is larger than ${megabytes(maxBytes)}, the limit for web pages.`),
        )
      pieces.push(piece)
    }
  }
  try {
    if (decoder) await pipeline(body, decoder, count)
    else await pipeline(body, count)
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    if (decoder && typeof code === 'string' && (code.startsWith('Z_') || code.includes('BROTLI')))
      throw new RefusedConnection(
        refused('damaged', 'What the site sent is damaged: it could not be unpacked.'),
      )
    throw thrown
  }
  return Buffer.concat(pieces, size)
}

function decoderFor(encoding: string): Transform | null {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return null
    case 'gzip':
    case 'x-gzip':
      return createGunzip()
    case 'br':
      return createBrotliDecompress()
    default:
      throw new RefusedConnection(
        refused('unsupported', 'The site sent the page packed in a way that was not asked for.'),
      )
  }
}
