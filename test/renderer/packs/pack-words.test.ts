import { expect, test } from 'vitest'
import { locationWords, outcomeWords, signatureWords } from '../../../src/renderer/packs/pack-words'
import { pack, packLocation } from '../helpers/sample-models'

const KEY = 'ed25519:AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg'

test('a signature says whose key it is and whether anybody vouched for it', () => {
  expect(signatureWords(pack({ signature: 'trusted', publicKey: KEY }))).toMatchObject({
    tone: 'accent',
    text: 'Signed by ed25519:AbCdEfGhIjKl…',
  })
  expect(signatureWords(pack({ signature: 'signed', publicKey: KEY })).text).toMatch(
    /nobody here vouched for/,
  )
  expect(signatureWords(pack())).toMatchObject({ tone: 'amber', text: 'Not signed' })
})

test.each([
  [{ state: 'current' }, 'quiet', 'Up to date'],
  [{ state: 'checking' }, 'working', 'Checking'],
  [
    { state: 'unreachable', message: 'The server cannot be reached.' },
    'attention',
    'The server cannot be reached.',
  ],
  [{ state: 'refused', message: 'It was altered.' }, 'bad', 'It was altered.'],
] as const)('a place that is %j', (changes, tone, text) => {
  expect(locationWords(packLocation(changes))).toEqual({ tone, text })
})

test('what came of a pack is one sentence, and one that was never seen is not called refused', () => {
  const refused = { kind: 'refused', label: 'kb.vmpack', packId: null, message: 'A byte differs.' } as const
  expect(outcomeWords({ ...refused, code: 'altered' })).toBe('kb.vmpack was refused. A byte differs.')
  expect(outcomeWords({ ...refused, code: 'unreachable' })).toBe(
    'kb.vmpack was not installed. A byte differs.',
  )
  const found = {
    label: 'kb.vmpack',
    packId: 'kb',
    name: 'Help',
    serial: 4,
    changed: 1,
    removed: 0,
    readBytes: 2_000,
    sizeBytes: 9_000,
    tookMs: 5,
    message: null,
  }
  expect(outcomeWords({ ...found, kind: 'updated', added: 2 })).toBe(
    'Help, version 4, updated: 3 documents, 2 kB read.',
  )
  expect(outcomeWords({ ...found, kind: 'unchanged', added: 0 })).toBe('Help is up to date, version 4.')
})
