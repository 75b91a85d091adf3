import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openPolicy } from '../../../src/engine/policy/policy'
import { policyPlace } from '../../../src/engine/policy/policy-place'
import { CLOSED_POLICY, DEFAULT_POLICY } from '../../../src/engine/policy/policy-schema'
import { SILENT_LOG } from '../../../src/shared/log'
import { tempFolder } from '../../helpers/temp-database'

const KEY = `ed25519:${'A'.repeat(43)}`

function open(content: string | null) {
  const file = join(tempFolder(), 'policy.json')
  if (content !== null) writeFileSync(file, content)
  return openPolicy({ file, log: SILENT_LOG })
}

test('without a file everything is allowed and nothing is said', () => {
  const room = open(null)
  expect(room.policy).toEqual(DEFAULT_POLICY)
  expect(room.policy.allowWebImport).toBe(true)
  expect(room.notices()).toEqual([])
  expect(room.check()).toMatchObject({ ok: true })
})

test('a whole policy is in force as it is written', () => {
  const written = {
    allowWebImport: false,
    requireSignedPacks: true,
    requireMasking: true,
    allowInsights: false,
    trustedPackKeys: [KEY],
    packs: [{ location: 'https://kb.example.com/support.vmpack', collection: 'Support' }],
  }
  const room = open(`\ufeff${JSON.stringify(written)}`)
  expect(room.policy).toEqual(written)
  expect(room.state).toBe('in_force')
  expect(room.notices()).toEqual([])
})

test.each([
  { what: 'text that is no JSON', content: '{"allowWebImport": tru' },
  { what: 'a list', content: '[]' },
  { what: 'a wrong type', content: '{"allowWebImport":"no"}' },
  { what: 'a key that is none', content: '{"trustedPackKeys":["ed25519:short"]}' },
  { what: 'a restriction that this version does not know', content: '{"forbidEverything":true}' },
  { what: 'a misspelt restriction', content: '{"requireSignedPack":true}' },
  { what: 'an empty file', content: '' },
])('$what closes everything that a policy can close, and says so', ({ content }) => {
  const room = open(content)
  expect(room.policy).toEqual(CLOSED_POLICY)
  expect(room.notices()).toMatchObject([{ code: 'policy_broken', level: 'error' }])
  expect(room.check()).toMatchObject({ name: 'policy', ok: false })
})

test('what cannot be read closes everything, too', () => {
  const file = join(tempFolder(), 'policy.json')
  mkdirSync(file)
  expect(openPolicy({ file, log: SILENT_LOG }).policy).toEqual(CLOSED_POLICY)
})

test('the word that is not known is named', () => {
  expect(open('{"forbidEverything":true}').notices()[0]?.message).toContain('forbidEverything')
})

test('on Windows the environment can bring a policy, but never take one away', () => {
  const usual = 'C:\\ProgramData\\VerdeMuse\\policy.json'
  const other = 'D:\\ProgramData\\VerdeMuse\\policy.json'
  const ask = (there: string[], named?: string) =>
    policyPlace({
      platform: 'win32',
      environment: named === undefined ? {} : { ProgramData: named },
      exists: (file) => there.includes(file),
    })
  expect(ask([usual, other], 'D:\\ProgramData')).toBe(usual)
  expect(ask([other], 'D:\\ProgramData')).toBe(other)
  expect(ask([usual], 'D:\\ProgramData')).toBe(usual)
  expect(ask([])).toBe(usual)
})

test.each([
  { platform: 'linux', file: '/etc/verdemuse/policy.json' },
  { platform: 'darwin', file: '/Library/Application Support/VerdeMuse/policy.json' },
] as const)('on $platform no variable moves it', ({ platform, file }) => {
  expect(policyPlace({ platform, environment: { ProgramData: '/tmp/mine', HOME: '/tmp/mine' } })).toBe(file)
})
