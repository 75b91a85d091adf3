import type { PickedFiles } from '@shared/bridge'
import { BROWSER_ROUTES, UPLOAD_MAX_BYTES, UPLOAD_PARALLEL, type UploadReply } from '@shared/browser-wire'
import { AppError, toAppError } from '@shared/errors'
import type { NamedFile, UnreadableFiles } from './browser-files'
import { requestJson } from './browser-request'

/**
 * Hands the files to the shell, a few at a time; one that fails does not hold up the others. Those that could not
 * even be read are told along with those that were refused.
 */
export async function uploadFiles(
  files: readonly NamedFile[],
  onProgress: (fraction: number) => void = () => {},
  unreadable: UnreadableFiles = [],
): Promise<PickedFiles> {
  const handles: string[] = []
  const refused = [...unreadable]
  const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0)
  const queue = [...files]
  let sentBytes = 0
  let lastError: AppError | null = null

  async function work() {
    for (let next = queue.shift(); next; next = queue.shift()) {
      try {
        handles.push(await upload(next))
      } catch (thrown) {
        lastError = toAppError(thrown)
        refused.push({ name: next.name, message: lastError.message })
      }
      sentBytes += next.file.size
      onProgress(totalBytes === 0 ? 1 : sentBytes / totalBytes)
    }
  }
  await Promise.all(Array.from({ length: UPLOAD_PARALLEL }, work))
  if (handles.length === 0 && unreadable.length === 0 && lastError) throw lastError
  return refused.length === 0 ? { handles } : { handles, refused }
}

async function upload({ name, file }: NamedFile): Promise<string> {
  if (file.size > UPLOAD_MAX_BYTES)
    throw new AppError('bad_request', 'The file is larger than 500 MB, the most a browser may hand over.')
  const reply = await requestJson<UploadReply>(`${BROWSER_ROUTES.upload}?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  })
  return reply.handle
}
