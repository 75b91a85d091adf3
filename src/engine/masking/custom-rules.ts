import { runInNewContext } from 'node:vm'
import { AppError } from '@shared/errors'
import type { CustomMaskRule } from '@shared/masking-models'
import type { FoundSpan } from './found-span'

/** A pattern that needs longer goes back and forth without end; the text is then masked without it. */
const TIMEOUT_MS = 100
/** What a pattern is tried on before it is kept: where careless ones run away. */
const TRIAL = `${'a'.repeat(2000)} ${'1'.repeat(2000)} ${'a1-'.repeat(700)}!`

/** Throws bad_request with a plain sentence for a pattern that cannot be used. */
export function assertUsable({ name, pattern }: CustomMaskRule): void {
  const spans = run({ name, pattern }, TRIAL)
  if (spans === 'invalid')
    throw new AppError('bad_request', `The pattern of “${name}” is no regular expression.`)
  if (spans === 'too_slow') throw new AppError('bad_request', `The pattern of “${name}” takes too long.`)
  const onNothing = run({ name, pattern }, ' ')
  if (Array.isArray(onNothing) && onNothing.length > 0)
    throw new AppError('bad_request', `The pattern of “${name}” fits anything.`)
}

export function findByCustomRules(text: string, rules: readonly CustomMaskRule[]): FoundSpan[] {
  return rules.flatMap((rule) => {
    const found = run(rule, text)
    return Array.isArray(found)
      ? found.map(([start, end]) => ({ start, end, kind: 'custom' as const, label: rule.name }))
      : []
  })
}

/** In a context of its own, since only there a regular expression can be ended from outside. */
function run({ pattern }: CustomMaskRule, text: string): [number, number][] | 'invalid' | 'too_slow' {
  const code = `
    const found = []
    for (const match of text.matchAll(new RegExp(pattern, 'gud'))) {
      const [start, end] = match.indices[1] ?? match.indices[0]
      if (end > start) found.push([start, end])
    }
    JSON.stringify(found)`
  try {
    return JSON.parse(runInNewContext(code, { pattern, text }, { timeout: TIMEOUT_MS }) as string) as [
      number,
      number,
    ][]
  } catch (thrown) {
    return (thrown as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? 'too_slow' : 'invalid'
  }
}
