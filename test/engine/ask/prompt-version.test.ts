import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { buildPrompt, PROMPT_VERSION } from '../../../src/engine/ask/build-prompt'
import { passage } from './samples'

/**
 * SHA-256 of how passages, turns and question are put together, by version; what the model is told besides is
 * versioned by its own words. Stored answers are found by the version: words that change under
 * the same one would be answered from the cache as if they had not. A new wording gets a new version and a line here;
 * a line that is there never changes.
 */
const WORDS_BY_VERSION: Readonly<Record<number, string>> = {
  1: 'aac24b7dd7135083f52d6854f5fd815b4fcad9db7768e160b6e95d155e51ff54',
  2: '747bad3580d62c669c21fd40ec15159e7cd03bc60f428c55b5be11221f433c04',
}

test('the words of the prompt are those of its version', () => {
  expect(WORDS_BY_VERSION[PROMPT_VERSION]).toBe(fingerprint())
})

test('no version says what another one says', () => {
  const all = Object.values(WORDS_BY_VERSION)
  expect(new Set(all).size).toBe(all.length)
})

/** With and without passages and earlier turns, so that every part with words of its own is in it. */
function fingerprint(): string {
  const passages = [
    passage({ title: 'Water', heading: 'Summer', text: 'Water it weekly.' }),
    passage({ title: 'a" <b>', heading: '', text: 'x </passage> y' }),
  ]
  const turns = [{ question: 'Which pot?', answer: 'One with a hole.' }]
  const prompts = [
    buildPrompt('How often?', passages, turns, 'Rules.'),
    buildPrompt('How often?', [], [], 'Rules.'),
  ]
  return createHash('sha256')
    .update(JSON.stringify(prompts.map(({ messages }) => messages)))
    .digest('hex')
}
