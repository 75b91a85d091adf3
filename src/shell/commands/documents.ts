import type { DocumentSummary } from '@shared/models'
import type { CommandContext, ExitCode } from '../command-context'
import { count, formatBytes, formatTime, layOutTable, oneLine } from '../text-layout'

const PER_PAGE = 500

export async function runDocuments(context: CommandContext, filter: string): Promise<ExitCode> {
  const { output, signal } = context
  const documents = await context.withEngine(async (client) => {
    const all: DocumentSummary[] = []
    for (;;) {
      const page = { filter, offset: all.length, limit: PER_PAGE }
      const { documents, total } = await client.call('documents.list', page, signal)
      all.push(...documents)
      if (documents.length === 0 || all.length >= total) return all
    }
  })
  if (output.isJson) output.json(documents)
  else if (documents.length === 0)
    output.line(filter ? 'No document matches.' : 'There are no documents yet.')
  else printDocuments(context, documents)
  return 0
}

export async function runDocumentsRemove(
  context: CommandContext,
  documentIds: readonly number[],
): Promise<ExitCode> {
  const { output, signal } = context
  const { removed } = await context.withEngine((client) =>
    client.call('documents.remove', { documentIds: [...documentIds] }, signal),
  )
  if (output.isJson) output.json({ removed })
  else output.line(`${count(removed, 'document')} removed.`)
  const missing = documentIds.length - removed
  if (missing > 0) output.note(`${count(missing, 'id')} named no document.`)
  return removed > 0 ? 0 : 1
}

function printDocuments({ output }: CommandContext, documents: readonly DocumentSummary[]): void {
  const rows = documents.map((document) => [
    String(document.id),
    oneLine(document.title),
    document.format,
    formatBytes(document.sizeBytes),
    formatTime(document.importedAt),
    meaningOf(document),
  ])
  const [heads, ...lines] = layOutTable(
    [
      { head: 'ID', align: 'right' },
      { head: 'TITLE', isFlexible: true },
      { head: 'FORMAT' },
      { head: 'SIZE', align: 'right' },
      { head: 'IMPORTED' },
      { head: 'BY MEANING' },
    ],
    rows,
    output.columns,
  )
  output.line(output.dim(heads ?? ''))
  for (const line of lines) output.line(line)
}

/** Words are searchable at once; how far meaning is. */
function meaningOf({ chunkCount, embeddedCount }: DocumentSummary): string {
  return embeddedCount >= chunkCount ? 'yes' : `${embeddedCount} of ${chunkCount}`
}
