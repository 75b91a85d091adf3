import { z } from 'zod'
import { call } from './contract-verbs'
import { idSchema } from './models'

const typedText = z.string().transform((text) => text.toWellFormed())

/** Pairs of one call: enough that embedding works in full batches, few enough that results come within seconds. */
export const CACHE_PAIRS_MAX = 100

/** The part of the contract about stored answers. */
export const cacheContract = {
  /** A person says that this answer is wrong: it is not stored any more, and not given to this question again. */
  'cache.wrong': call('page', z.object({ answerId: idSchema }), z.object({ removed: z.number().int() })),
  /** Whether the second question of each pair would be given the stored answer of the first; nothing is stored. */
  'eval.cache': call(
    'host',
    z.object({ pairs: z.array(z.object({ a: typedText, b: typedText })).max(CACHE_PAIRS_MAX) }),
    z.object({
      results: z.array(
        z.object({
          hit: z.boolean(),
          /** `exact` or `meaning` for a hit; what speaks against it otherwise. */
          reason: z.string(),
        }),
      ),
    }),
  ),
}
