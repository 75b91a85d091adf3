import { randomBytes } from 'node:crypto'
import { createWriteStream, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { extname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { UPLOAD_MAX_BYTES, type UploadReply } from '@shared/browser-wire'
import { AppError } from '@shared/errors'
import type { Client } from '@shared/rpc/client'

/** Longest path a person’s system gives; a longer label is not a file’s. */
const NAME_MAX_CHARS = 4_096
/** The engine removes what it has read. What nobody imported (a page that was closed) goes at a later start. */
const LEFTOVER_AGE_MS = 24 * 60 * 60 * 1_000

export interface Uploads {
  /** Stores the body and returns the handle for it. Throws bad_request, storage_full, cancelled. */
  receive(request: IncomingMessage, name: string | null): Promise<UploadReply>
}

export interface UploadOptions {
  readonly dataDir: string
  /** Of the engine that runs now; throws engine_stopped while there is none. */
  readonly hostClient: () => Client
}

/** A page has no paths to give, so what was picked comes as bytes into a folder of the engine's. */
export function createUploads({ dataDir, hostClient }: UploadOptions): Uploads {
  const inbox = join(dataDir, 'inbox')
  removeLeftovers(inbox)

  async function receive(request: IncomingMessage, name: string | null): Promise<UploadReply> {
    const label = checkedLabel(name)
    const client = hostClient()
    if (Number(request.headers['content-length'] ?? 0) > UPLOAD_MAX_BYTES) throw tooLarge()
    mkdirSync(inbox, { recursive: true, mode: 0o700 })
    // the name is ours; only the ending is kept, because the reader is chosen by it
    const ending = /^\.[a-z0-9]{1,16}$/i.exec(extname(label))?.[0] ?? ''
    const path = join(inbox, randomBytes(16).toString('hex') + ending.toLowerCase())
    try {
      await pipeline(
        request,
        limitTo(UPLOAD_MAX_BYTES),
        createWriteStream(path, { flags: 'wx', mode: 0o600 }),
      )
      return await client.call('import.grant', { path, label, isTemporary: true })
    } catch (error) {
      await rm(path, { force: true })
      throw toUploadError(error)
    }
  }

  return { receive }
}

function checkedLabel(name: string | null): string {
  const label = name?.toWellFormed().replaceAll('\\', '/').replace(/^\/+/, '') ?? ''
  const parts = label.split('/')
  if (!label || label.length > NAME_MAX_CHARS || label.includes('\0') || parts.includes('..'))
    throw new AppError('bad_request', 'The file has no usable name.')
  return label
}

function limitTo(maxBytes: number): Transform {
  let sizeBytes = 0
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      sizeBytes += piece.length
      if (sizeBytes > maxBytes) done(tooLarge())
      else done(null, piece)
    },
  })
}

export class UploadTooLarge extends AppError {}

function tooLarge(): UploadTooLarge {
  return new UploadTooLarge('bad_request', 'This file is larger than 500 MB.')
}

function toUploadError(error: unknown): unknown {
  const code = (error as { code?: unknown }).code
  if (code === 'ENOSPC') return new AppError('storage_full', 'The disk is full.', { cause: error })
  if (code === 'EROFS' || code === 'EACCES')
    return new AppError('storage_read_only', 'The data folder cannot be written to.', { cause: error })
  if (code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET')
    return new AppError('cancelled', 'Stopped.', { cause: error })
  return error
}

function removeLeftovers(inbox: string): void {
  try {
    for (const name of readdirSync(inbox)) {
      const path = join(inbox, name)
      if (Date.now() - statSync(path).mtimeMs > LEFTOVER_AGE_MS) rmSync(path, { force: true })
    }
  } catch {
    // no inbox yet: nothing was ever uploaded
  }
}
