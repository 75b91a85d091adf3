import type { ErrorCode, WireError } from '@shared/errors'

/** Heads for the errors where the sentence alone does not say what it is about. */
const TITLES: Partial<Record<ErrorCode, string>> = {
  not_found: 'This is no longer here',
  busy: 'VerdeMuse is busy',
  timed_out: 'This took too long',
  engine_stopped: 'The engine stopped',
  data_dir_in_use: 'VerdeMuse is already open',
  data_dir_unusable: 'The data folder cannot be used',
  database_newer: 'The data was written by a newer VerdeMuse',
  database_damaged: 'The database is damaged',
  storage_full: 'The disk is full',
  storage_read_only: 'The data folder is read-only',
  model_missing: 'The language model for search is missing',
  model_damaged: 'The language model for search is damaged',
  embedder_failed: 'Meaning-based search is off',
  api_key_missing: 'No API key yet',
  api_key_refused: 'The API key was refused',
  api_model_unknown: 'The server does not know this model',
  api_rate_limited: 'The server asks to slow down',
  api_unavailable: 'The model server is not available',
  api_unreachable: 'The model server cannot be reached',
  api_untrusted: 'The identity of the model server could not be checked',
  api_resting: 'The model server is left alone for a moment',
  api_budget_used: 'The limit of the day is used up',
  api_timed_out: 'The model server did not answer in time',
  api_cut_off: 'The answer was cut off',
  api_refused: 'The model server refused the request',
  api_malformed: 'The model server sent something unreadable',
}

const SETTINGS_CODES: ReadonlySet<string> = new Set<ErrorCode>([
  'api_key_missing',
  'api_key_refused',
  'api_model_unknown',
  'api_unreachable',
  'api_untrusted',
  'api_budget_used',
  'model_missing',
  'model_damaged',
])

export function errorTitle(error: Pick<WireError, 'code'>): string {
  return TITLES[error.code] ?? 'Something went wrong'
}

/** Whether the settings are where this is put right. */
export function isSettledInSettings(code: string): boolean {
  return SETTINGS_CODES.has(code)
}
