import type { DocumentFormat } from '@shared/models'

/** What people call each kind of file; a kind without a name of its own shows as it is written. */
const WORDS: Readonly<Record<string, string>> = {
  markdown: 'Markdown',
  text: 'Text',
  html: 'Web page',
  mhtml: 'Saved web page',
  csv: 'Table (CSV)',
  pdf: 'PDF',
  docx: 'Word',
  pptx: 'Slides',
  xlsx: 'Excel',
  odt: 'OpenDocument',
  epub: 'E-book',
  eml: 'E-mail',
  json: 'JSON',
}

export function formatWord(format: DocumentFormat): string {
  return WORDS[format] ?? format.toUpperCase()
}

const LANGUAGES =
  typeof Intl.DisplayNames === 'function' ? new Intl.DisplayNames('en', { type: 'language' }) : null

/** "de" → "German"; what is no language code shows as it is written. */
export function languageWord(language: string): string {
  try {
    return LANGUAGES?.of(language) ?? language
  } catch {
    return language
  }
}
