import { expect, test } from 'vitest'
import { plainAnswer } from '../../../src/renderer/chat/plain-answer'

test('what is copied has no keys and no signs of Markdown', () => {
  expect(plainAnswer('Let the **top 5 cm** dry out [1]. Then water.[2]\n\n- a [1]\n- *b*', 2)).toBe(
    'Let the top 5 cm dry out. Then water.\n\n- a\n- b',
  )
})

test('numbered steps keep their numbers, links their address', () => {
  expect(plainAnswer('1. One\n2. See [the guide](https://a.example/x)', 0)).toBe(
    '1. One\n2. See the guide (https://a.example/x)',
  )
})

test('an image leaves its description, and the space before it', () => {
  expect(plainAnswer('Look ![a leaf](https://a.example/x.png) here !', 0)).toBe('Look a leaf here!')
})

test('a number that is no citation is part of the answer', () => {
  expect(plainAnswer('Model [7] is out.', 2)).toBe('Model [7] is out.')
})
