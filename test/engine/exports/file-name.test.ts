import { expect, test } from 'vitest'
import { fileNameOf } from '../../../src/engine/exports/file-name'

test.each([
  ['Yellow leaves?', 'Yellow leaves.pdf'],
  ['a/b\\c:d*e"f<g>h|i', 'a b c d e f g h i.pdf'],
  ['../../etc/passwd', 'etc passwd.pdf'],
  ['con', 'Conversation con.pdf'],
  ['con.fused', 'Conversation con.fused.pdf'],
  ['console', 'console.pdf'],
  ['…', '….pdf'],
  ['???', 'Conversation.pdf'],
  ['line\none\u202e\u0000', 'line one.pdf'],
  ['\ud800 broken', '\ufffd broken.pdf'],
])('%j is called %j', (title, name) => {
  expect(fileNameOf(title, 'pdf')).toBe(name)
})

test('a long title is cut between characters', () => {
  expect(fileNameOf('🌱'.repeat(200), 'md')).toBe(`${'🌱'.repeat(80)}.md`)
})
