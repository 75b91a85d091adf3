import type { DocumentFormat } from '@shared/models'

const LABELS: Readonly<Record<DocumentFormat, string>> = {
  markdown: 'Markdown',
  text: 'Text',
  html: 'Web page',
  mhtml: 'Saved web page',
  csv: 'Table',
  pdf: 'PDF',
  docx: 'Word',
  pptx: 'Slides',
  xlsx: 'Spreadsheet',
  odt: 'OpenDocument',
  epub: 'E-book',
  email: 'Email',
  json: 'JSON',
}

/** What people call a kind of file, the same everywhere. */
export function formatLabel(format: DocumentFormat): string {
  return LABELS[format]
}
