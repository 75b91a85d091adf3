import { expect, test } from 'vitest'
import { findSpans } from '../../../src/engine/masking/find-spans'
import { scannedText } from '../../../src/engine/masking/scanned-text'
import { composedStrings, handWrittenStrings } from '../../eval/masking-strings'

test('what is found does not depend on the signs beside it, nor on how curly they are', () => {
  const texts = [...handWrittenStrings(), ...composedStrings().slice(0, 150)].map(({ text }) => text)
  for (const plain of texts) {
    const curly = plain.replaceAll("'", '’').replace(/"([^"]*)"/g, '“$1”')
    for (const text of [plain, curly]) {
      // a letter of another script at its end, which belongs to nothing, has it looked at in full width
      const asIs = findSpans(`${text}\n\n漢`)
      expect(findSpans(`${text}\n\n…`)).toEqual(asIs)
      expect(findSpans(`› — ${text}\n\n•`)).toEqual(findSpans(`› — ${text}\n\n漢`))
    }
  }
})

test('what was found is given in the words of the text', () => {
  const text = 'A dash — then O’Brien and “quoted” words'
  expect(scannedText(text).matches(/O['’]B\p{L}+/gu)).toEqual([{ start: 14, value: 'O’Brien' }])
  expect(scannedText(text).matches(/then (?<it>\S+)/gu)).toEqual([{ start: 14, value: 'O’Brien' }])
  expect(scannedText('č — O’Brien').matches(/O’B\p{L}+/gu)).toEqual([{ start: 4, value: 'O’Brien' }])
})

test('letters of any script stay letters, and half of a pair is no sign', () => {
  expect(scannedText('— Łódź').matches(/\p{Lu}\p{L}+/gu)).toEqual([{ start: 2, value: 'Łódź' }])
  expect(scannedText('— 𝔘𝔫𝔦 🌿').matches(/\p{L}+/gu)).toEqual([{ start: 2, value: '𝔘𝔫𝔦' }])
  expect(scannedText('a\u2009b').matches(/a \S/gu)).toEqual([])
  expect(scannedText('a\u2009b').matches(/a\s\S/gu)).toHaveLength(1)
})
