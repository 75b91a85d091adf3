import { z } from 'zod'
import { customMaskRuleSchema, maskKindSchema } from './masking-models'
import { isAllowedServerUrl } from './server-url'

/**
 * What a user may set. Flat on purpose: one key is one row in the settings view, in the database and in a policy.
 * Bounds follow the sliders of the settings view; a value outside of them is refused, never clamped in silence.
 */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** Name of the model on the server, as its API spells it. */
  modelName: z.string().trim().min(1).max(200),
  /** Base address of the model server, without the version path. Plain http only on the machine itself. */
  serverUrl: z
    .string()
    .max(2000)
    .refine(isAllowedServerUrl, 'Use https://, or http:// on this machine only.'),
  /** 0 sober … 100 free; becomes the temperature 0 … 1. */
  creativity: z.number().int().min(0).max(100),
  /** How many passages an answer may rest on. */
  passageCount: z.number().int().min(1).max(12),
  /** Longest answer asked of the model, in tokens. */
  maxAnswerTokens: z.number().int().min(64).max(4096),
  /** Seconds until the first byte of an answer. */
  firstByteTimeoutS: z.number().int().min(5).max(120),
  /** Seconds of silence in the middle of an answer. */
  idleTimeoutS: z.number().int().min(5).max(120),
  requestsPerMinute: z.number().int().min(1).max(6000),
  /** Tokens that may be asked of models on one day, of all profiles together; null: as many as are needed. */
  dailyTokenLimit: z.number().int().min(1000).max(1_000_000_000).nullable(),
  /** In the currency of the prices; null: no limit. */
  dailyCostLimit: z.number().min(0.01).max(1_000_000).nullable(),
  /** How a sum is named; only shown. */
  currency: z.string().trim().min(1).max(5),
  /** E-mails, names, numbers and the like are replaced before a request leaves the machine. */
  maskPersonalData: z.boolean(),
  /** Kinds of details that are left as they are. */
  maskKindsOff: z.array(maskKindSchema).max(20),
  maskRules: z.array(customMaskRuleSchema).max(50),
  useAnswerCache: z.boolean(),
  /** Stored answers are also given to questions that mean the same in other words. */
  useSimilarAnswers: z.boolean(),
  answerCacheMaxAgeDays: z.number().int().min(1).max(365),
  /** Off: a conversation is forgotten when the next one begins or the app closes. */
  keepHistory: z.boolean(),
  /** How many messages of a conversation are shown at once; earlier ones stay one click away. */
  messagesShown: z.number().int().min(10).max(100),
  /** What one used answer saves, as a person guesses it; for the estimate in the insights. */
  minutesPerAnswer: z.number().min(0).max(120),
  /** Conversations untouched for so many days are removed; null keeps them for ever. */
  conversationExpiryDays: z.number().int().min(1).max(3650).nullable(),
  /** Answers rest on these collections only; empty: on all. Chosen in the chat, so it is no row of the settings view. */
  chatCollectionIds: z.array(z.number().int().positive()).max(1000),
  /** Who signs; for {{agent_name}} in macros. Empty: the name in the signature. */
  agentName: z.string().max(100),
  /** How a reply begins, with {customer} for the name; empty: by its language and tone. */
  replyGreeting: z.string().max(300),
  /** What stands under each reply; empty: nothing. */
  replySignature: z.string().max(2000),
  /** Chosen in the chat and kept, so these are no rows of the settings view. */
  replyTone: z.enum(['friendly', 'formal', 'brief', 'apologetic']),
  replyLength: z.enum(['short', 'medium', 'long']),
  /** BCP 47; null: the customer's own. */
  replyLanguage: z.string().min(2).max(35).nullable(),
  composerMode: z.enum(['answer', 'draft']),
  /** Folder of another embedding model; null is the one that ships with the app. */
  embeddingModelFolder: z.string().min(1).max(4096).nullable(),
  /** Pages of PDFs that are only pictures are read by text recognition: seconds a page. */
  readScannedPages: z.boolean(),
})

export type Settings = z.infer<typeof settingsSchema>
export type SettingKey = keyof Settings

export const settingsPatchSchema = settingsSchema.partial()
export type SettingsPatch = z.infer<typeof settingsPatchSchema>

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  modelName: 'mistral-small-latest',
  serverUrl: 'https://api.mistral.ai',
  creativity: 20,
  passageCount: 6,
  maxAnswerTokens: 800,
  firstByteTimeoutS: 30,
  idleTimeoutS: 30,
  // a brake for what runs away and no limit a person meets: a server that bears less says so, and is obeyed
  requestsPerMinute: 6000,
  dailyTokenLimit: null,
  dailyCostLimit: null,
  currency: '€',
  maskPersonalData: true,
  maskKindsOff: [],
  maskRules: [],
  useAnswerCache: true,
  useSimilarAnswers: true,
  answerCacheMaxAgeDays: 30,
  keepHistory: true,
  messagesShown: 50,
  minutesPerAnswer: 3,
  conversationExpiryDays: null,
  chatCollectionIds: [],
  agentName: '',
  replyGreeting: '',
  replySignature: '',
  replyTone: 'friendly',
  replyLength: 'medium',
  replyLanguage: null,
  composerMode: 'answer',
  embeddingModelFolder: null,
  readScannedPages: false,
}
