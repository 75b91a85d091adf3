import { describe, expect, test } from 'vitest'
import { type DifferenceReason, sameIntent } from '../../../src/engine/meaning/same-intent'

/** Each guard with what it stops, and the same in other words, which it must let through. */
const GUARDS: readonly (readonly [DifferenceReason, string, string, string])[] = [
  [
    'number',
    'Is lunch free for groups of 12?',
    'Is lunch free for groups of 20?',
    'Do groups of twelve get free lunch?',
  ],
  ['number', 'Is a parcel of 5 kg too heavy?', 'Is a parcel of 5 g too heavy?', 'Is a 5kg parcel too heavy?'],
  [
    'number',
    'Is a visa needed for 14 days?',
    'Is a visa needed for two months?',
    'Is a visa needed for two weeks?',
  ],
  ['code', 'How do I clear fault F-17?', 'How do I clear fault F-71?', 'How can I clear fault F17?'],
  ['name', 'Do you ship to Iceland?', 'Do you ship to Ireland?', 'Is shipping to Iceland possible?'],
  ['negation', 'Can I open the lid?', "Why can't I open the lid?", 'Is it possible to open the lid?'],
  [
    'negation',
    'Can I start with a key?',
    'Can I start without a key?',
    'Is it possible to start with a key?',
  ],
  ['opposite', 'How do I enable the alarm?', 'How do I disable the alarm?', 'How do I turn on the alarm?'],
  ['opposite', 'How do I lock the gate?', 'How do I unlock the gate?', 'How can I lock the gate?'],
  ['opposite', 'How do I cancel my lease?', 'How do I renew my lease?', 'How do I terminate my lease?'],
  [
    'intent',
    'How do I paint the fence?',
    'When do I paint the fence?',
    'What is the best way to paint the fence?',
  ],
  ['intent', 'How do I paint the fence?', 'Why do I paint the fence?', 'I would like to paint the fence'],
  [
    'intent',
    'How often is the pool cleaned?',
    'How much does the pool cost?',
    'How many times is the pool cleaned?',
  ],
  [
    'time',
    'Is the library open on Monday?',
    'Is the library open on Friday?',
    'Is the library open on mondays?',
  ],
  [
    'time',
    'Do I water roses in winter?',
    'Do I water roses in summer?',
    'Should I be watering roses in winter?',
  ],
  ['quantity', 'Can I delete one photo?', 'Can I delete all photos?', 'How can I delete a photo?'],
  ['person', 'When do I send the form?', 'When do you send the form?', 'When must I send the form?'],
  [
    'person',
    'Can my mother collect the keys?',
    'Can my friend collect the keys?',
    'Can my mum collect the keys?',
  ],
  [
    'direction',
    'How do I copy from disk to tape?',
    'How do I copy from tape to disk?',
    'Copying to tape from disk',
  ],
  ['subject', 'How do I paint a fence?', 'How do I paint a metal fence?', 'Painting a fence'],
  ['subject', 'Where is my red bicycle?', 'Where is my red helmet?', 'Where can I see my red bicycle?'],
  ['subject', 'How do I bake bread?', 'How do I fix a tyre?', 'How can I bake bread?'],
]

function objection(a: string, b: string): DifferenceReason | null {
  const compared = sameIntent(a, b)
  return compared.kind === 'different' ? compared.reason : compared.doubt
}

describe('what makes two questions different', () => {
  test.each(GUARDS)('%s: %s ≠ %s', (reason, asked, other) => {
    expect(objection(asked, other)).toBe(reason)
    expect(objection(other, asked)).toBe(reason)
  })

  test.each(GUARDS)(
    '%s is no objection between the same in other words: %s',
    (_reason, asked, _other, again) => {
      expect(objection(asked, again)).toBe(null)
      expect(objection(again, asked)).toBe(null)
    },
  )
})

test.each([
  ['How do I reset my password?', 'how can i reset my PASSWORD please'],
  ['Can I cancel my order?', 'I would like to cancel an order, is that possible?'],
  ['What does shipping cost?', 'How much is delivery?'],
  ['How do I log in?', 'How do I sign in?'],
  ["I can't remember my passcode", 'I forgot my password'],
  ['Wie kann ich meine Bestellung stornieren?', 'Bestellung stornieren'],
  ['Comment annuler ma commande ?', 'Je voudrais annuler une commande'],
  ['¿Cómo puedo cancelar mi pedido?', 'Quiero cancelar mi pedido'],
])('nothing is left over between %s and %s', (a, b) => {
  expect(sameIntent(a, b)).toMatchObject({ kind: 'same', loose: [0, 0], doubt: null })
})

test('words that only one of them has are counted', () => {
  expect(sameIntent('How do I paint a fence?', 'My wooden garden fence needs paint')).toMatchObject({
    kind: 'same',
    loose: [0, 2],
  })
})

test.each([
  ['Wie kann ich das Licht einschalten?', 'Wie kann ich das Licht ausschalten?'],
  ['Kann ich ohne Konto bestellen?', 'Kann ich mit Konto bestellen?'],
  ['Comment activer le son ?', 'Comment désactiver le son ?'],
  ['¿Puedo pagar con tarjeta?', '¿Puedo pagar sin tarjeta?'],
  ['Wann kommt mein Paket?', 'Warum kommt mein Paket?'],
])('opposites are told in other languages too: %s ≠ %s', (a, b) => {
  expect(sameIntent(a, b).kind).toBe('different')
})

test('questions in two languages are never one', () => {
  expect(sameIntent('How do I cancel my order?', 'Wie kann ich meine Bestellung stornieren?')).toEqual({
    kind: 'different',
    reason: 'language',
  })
})

test.each(['', '   ', '???', '!'.repeat(5000), 'a'.repeat(100_000), '日本語の質問ですか'])(
  'a text without words to compare is compared all the same: %#',
  (text) => {
    expect(sameIntent(text, 'How do I cancel my order?').kind).toBe('different')
  },
)

test('two texts without any telling word are not taken for one another', () => {
  expect(sameIntent('What is it?', 'How are you?').kind).toBe('different')
  expect(sameIntent('日本語の質問', '別の質問です').kind).toBe('different')
})
