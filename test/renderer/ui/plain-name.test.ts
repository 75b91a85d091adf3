import { expect, test } from 'vitest'
import { plainName } from '../../../src/renderer/ui/plain-name'

test('what would change how a name reads is shown as a mark, and the rest of it as it is', () => {
  expect(plainName('a\nb\u0000.md')).toBe('a\ufffdb\ufffd.md')
  expect(plainName('\u202efdp.exe\u2066')).toBe('\ufffdfdp.exe\ufffd')
  expect(plainName('Führer/🌿 نبات 日本.md')).toBe('Führer/🌿 نبات 日本.md')
})
