import { expect, test } from 'vitest'
import { missingFacts } from '../../../src/engine/rewrite/missing-facts'

test.each([
  ['Water it every 7 to 10 days [1].', 'Water every 7–10 days [1].', []],
  ['Water it every 7 to 10 days [1].', 'Water it weekly.', ['7', '10', '[1]']],
  ['It costs EUR 1,000.50.', 'Es kostet 1.000,50 EUR.', []],
  ['It costs EUR 12.90.', 'It costs EUR 12.50.', ['12.90']],
  ['Use BioBloom for order VM-20418.', 'Use it for your order.', ['20418', 'BioBloom', 'VM-20418']],
  ['Ask our partner Marta in Lyon.', 'Ask our partner in Lyon.', ['Marta']],
  ['See https://shop.example/returns now.', 'See our page now.', ['shop.example/returns']],
  ['Write to help@shop.example.', 'Write to us at help@shop.example please.', []],
  ['Please wait. Then call.', 'Wait, then call.', []],
  [
    'Bitte lassen Sie die Erde im Topf trocknen und stellen Sie die Pflanze an ein Fenster mit Licht.',
    'Erde trocknen lassen, helles Fenster.',
    [],
  ],
] as const)('of %j, %j lacks %j', (before, after, missing) => {
  expect(missingFacts(before, after)).toEqual(missing)
})
