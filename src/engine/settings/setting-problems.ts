import type { SettingKey } from '@shared/settings'

/** What to say when a value does not fit; one plain sentence each. The bounds are those of the schema. */
export const SETTING_PROBLEMS: Readonly<Record<SettingKey, string>> = {
  theme: 'The theme is one of system, light and dark.',
  modelName: 'The model needs a name of 1 to 200 characters, as the server spells it.',
  serverUrl: 'The server address must begin with https:// (or with http:// on this machine only).',
  creativity: 'Creativity is a whole number from 0 to 100.',
  passageCount: 'An answer can rest on 1 to 12 passages.',
  maxAnswerTokens: 'The longest answer is a whole number from 64 to 4096 tokens.',
  firstByteTimeoutS: 'The time to wait for an answer is a whole number from 5 to 120 seconds.',
  idleTimeoutS: 'The time to wait in the middle of an answer is a whole number from 5 to 120 seconds.',
  requestsPerMinute: 'Requests a minute is a whole number from 1 to 6000.',
  dailyTokenLimit: 'The tokens of a day are a whole number from 1000 to 1000000000, or without a limit.',
  dailyCostLimit: 'The cost of a day is a number from 0.01 to 1000000, or without a limit.',
  currency: 'The currency is a sign or a short name such as € or USD.',
  useAnswerCache: 'Stored answers are either on or off.',
  answerCacheMaxAgeDays: 'Stored answers can be kept for 1 to 365 days.',
  keepHistory: 'History is either on or off.',
  messagesShown: 'Between 10 and 100 messages can be shown at once.',
  conversationExpiryDays: 'Conversations can be kept for 1 to 3650 days, or for ever.',
  chatCollectionIds: 'The collections to answer from are a list of their numbers.',
  embeddingModelFolder: 'The model folder must be a path, or empty for the model that ships with the app.',
}
