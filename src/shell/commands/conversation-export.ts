import type { ExportFormat } from '@shared/export-contract'
import type { CommandContext, ExitCode } from '../command-context'
import { saveFile } from '../write-text'

interface ExportRequest {
  readonly conversationId: number
  readonly as: ExportFormat
  readonly file: string | undefined
  /** With placeholders for personal details. */
  readonly isMasked: boolean
}

/** Writes the file, or a text to the terminal. A PDF without a file gets the name of its conversation. */
export async function runConversationExport(
  { output, signal, withEngine }: CommandContext,
  { conversationId, as, file, isMasked }: ExportRequest,
): Promise<ExitCode> {
  const exported = await withEngine((client) =>
    client.call('conversations.export', { conversationId, as, isMasked }, signal),
  )
  const target = file ?? (exported.encoding === 'base64' || output.isJson ? exported.fileName : null)
  if (target === null) {
    output.write(exported.text)
    return 0
  }
  const path = await saveFile(target, Buffer.from(exported.text, exported.encoding))
  if (output.isJson) output.json({ file: path, mediaType: exported.mediaType })
  else output.note(`Written to ${path}.`)
  return 0
}
