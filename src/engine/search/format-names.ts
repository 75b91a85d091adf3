import { type DocumentFormat, formatSchema } from '@shared/models'

/** What people call a kind of file, beside the names of the formats themselves. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  md: 'markdown',
  txt: 'text',
  web: 'html',
  htm: 'html',
  page: 'html',
  word: 'docx',
  doc: 'docx',
  table: 'csv',
  tsv: 'csv',
  excel: 'xlsx',
  xls: 'xlsx',
  powerpoint: 'pptx',
  ppt: 'pptx',
  jsonl: 'json',
  mail: 'eml',
  email: 'eml',
}

/** Null for a name that is no kind of file. */
export function formatNamed(name: string): DocumentFormat | null {
  const lower = name.toLowerCase()
  const parsed = formatSchema.safeParse(Object.hasOwn(OTHER_NAMES, lower) ? OTHER_NAMES[lower] : lower)
  return parsed.success ? parsed.data : null
}
