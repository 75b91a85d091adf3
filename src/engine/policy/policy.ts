import { readFileSync, statSync } from 'node:fs'
import type { Logger } from '@shared/log'
import type { Notice, PolicySummary } from '@shared/models'
import { z } from 'zod'
import { policyPlace } from './policy-place'
import { CLOSED_POLICY, DEFAULT_POLICY, type Policy, policySchema } from './policy-schema'

/** A policy names a few keys and places; a larger file is something else. */
const MAX_BYTES = 1024 * 1024

/** The administrator's decisions as they were at the start; a changed file counts from the next start on. */
export interface PolicyRoom {
  readonly policy: Policy
  /** Where it was looked for. */
  readonly file: string
  readonly state: 'none' | 'in_force' | 'broken'
  notices(): Notice[]
  /** As far as a page has to know. */
  summary(): PolicySummary
  /** For `doctor`. */
  check(): { readonly name: string; readonly ok: boolean; readonly detail: string }
}

export interface PolicyOptions {
  /** Instead of the platform's place; hosts of the product leave it out. */
  readonly file?: string | undefined
  readonly log: Logger
}

type Reading =
  | { readonly state: 'none' | 'in_force'; readonly policy: Policy; readonly problem: null }
  | { readonly state: 'broken'; readonly policy: Policy; readonly problem: string }

/** Reads the policy once. A file that cannot be read or understood restricts everything that a policy can restrict. */
export function openPolicy({ file: given, log }: PolicyOptions): PolicyRoom {
  const file = given ?? policyPlace({ platform: process.platform, environment: process.env })
  const { state, policy, problem } = read(file)
  log.info('policy_read', { state, packs: policy.packs.length, keys: policy.trustedPackKeys.length })
  const sentence = `The policy file ${file} cannot be used (${problem}), so web import, packs and insights are switched off and personal details are always replaced. Ask your administrator.`
  return {
    policy,
    file,
    state,
    notices: () => (problem === null ? [] : [{ code: 'policy_broken', level: 'error', message: sentence }]),
    summary: () => ({
      state,
      allowWebImport: policy.allowWebImport,
      requireSignedPacks: policy.requireSignedPacks,
      allowInsights: policy.allowInsights,
    }),
    check: () => ({ name: 'policy', ok: problem === null, detail: problem ?? detailOf(state, file) }),
  }
}

function detailOf(state: 'none' | 'in_force' | 'broken', file: string): string {
  return state === 'none' ? `none at ${file}` : `in force from ${file}`
}

function read(file: string): Reading {
  let text: string
  try {
    const stats = statSync(file)
    if (!stats.isFile() || stats.size > MAX_BYTES) return broken('it is not a file of bearable size')
    text = readFileSync(file, 'utf8')
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    if (code === 'ENOENT') return { state: 'none', policy: DEFAULT_POLICY, problem: null }
    return broken(`it cannot be read: ${code ?? 'unknown error'}`)
  }
  return parse(text)
}

function parse(text: string): Reading {
  let content: unknown
  try {
    // Windows editors put a byte order mark before it
    content = JSON.parse(text.replace(/^\ufeff/u, ''))
  } catch {
    return broken('it is not JSON')
  }
  const parsed = policySchema.safeParse(content)
  if (parsed.success) return { state: 'in_force', policy: parsed.data, problem: null }
  return broken(firstFault(parsed.error))
}

function firstFault(error: z.ZodError): string {
  return z.prettifyError(error).split('\n').slice(0, 2).join(' ').replace(/^✖\s*/u, '').replace(/\s+/gu, ' ')
}

function broken(problem: string): Reading {
  return { state: 'broken', policy: CLOSED_POLICY, problem }
}
