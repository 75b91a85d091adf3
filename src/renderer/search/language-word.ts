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
