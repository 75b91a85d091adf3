import { expect, test } from 'vitest'
import { fitsOneMessage, textOfFile } from '../../src/shared/macro-file'

test.each<[string, number[]]>([
  ['UTF-8', [0x47, 0x72, 0xc3, 0xbc, 0xc3, 0x9f, 0x65]],
  ['UTF-16 of little ends', [0xff, 0xfe, 0x47, 0, 0x72, 0, 0xfc, 0, 0xdf, 0, 0x65, 0]],
  ['UTF-16 of big ends', [0xfe, 0xff, 0, 0x47, 0, 0x72, 0, 0xfc, 0, 0xdf, 0, 0x65]],
  ['the code page of Windows', [0x47, 0x72, 0xfc, 0xdf, 0x65]],
])('%s is told and read', (_, bytes) => {
  expect(textOfFile(new Uint8Array(bytes))).toBe('Grüße')
})

test('a text whose signs count twice is too much for one message before its bytes are', () => {
  expect(fitsOneMessage('a'.repeat(1_400_000))).toBe(true)
  expect(fitsOneMessage('"'.repeat(1_400_000))).toBe(false)
})
