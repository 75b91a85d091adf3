import { expect, test } from 'vitest'
import { evidenceOf } from '../../../src/engine/support/evidence'
import { findFault } from '../../../src/engine/support/find-fault'

function fault(statement: string, passage: string) {
  const [evidence] = evidenceOf([{ text: passage }])
  if (!evidence) throw new Error('no evidence')
  return findFault(statement, evidence)
}

test.each([
  ['number', 'Refunds take 3 days.', 'Refunds take 5 days.'],
  ['number', 'You may send 600 requests an hour.', 'The API allows 600 requests per minute.'],
  ['name', 'E-47 means that the tank is empty.', 'Error E-31 means that the water tank is empty.'],
  ['name', 'AquaRoot L holds 1.2 litres.', 'The pot AquaRoot M holds 1.2 litres.'],
  ['opposite', 'The Saver rate can be cancelled.', 'The Saver rate cannot be cancelled.'],
  ['opposite', 'Viewers can export.', 'Only owners and editors can export; viewers cannot.'],
  ['opposite', 'Turn it on before you clean it.', 'Turn it off before you clean it.'],
  [
    'opposite',
    'Delivery to Austria is free.',
    'Delivery is included in Germany; to Austria it costs EUR 2.50.',
  ],
  [
    'opposite',
    'In winter, water it every 7 to 10 days.',
    'Water it every 7 to 10 days from April on, every 14 to 18 days in winter.',
  ],
  ['opposite', 'Mix 900 ml of descaler with 100 ml of water.', 'Use 100 ml of descaler and 900 ml of water.'],
  ['number', 'The desk is open on Sundays.', 'The desk is open on Saturdays.'],
  ['number', 'The desk closes on weekends.', 'The desk closes on weekdays.'],
  ['number', 'The pool is closed in June.', 'The pool is closed in July and August.'],
  [
    'opposite',
    'On weekdays lunch ends at three.',
    'Lunch ends at 14:00 on weekdays and at 15:00 at weekends.',
  ],
  ['opposite', 'Prints are refunded but cannot be exchanged.', 'Prints are exchanged, not refunded.'],
  ['opposite', 'The lamp can be unlocked by the app.', 'The lamp can be locked by the app.'],
  ['opposite', 'All flats have a balcony.', 'Some flats have a balcony.'],
  ['opposite', 'You may stay as long as you like.', 'You may stay 20 minutes at most.'],
  ['number', 'Entries close on 15 July.', 'Entries close on 15 June.'],
  ['number', 'Melden Sie sich bis zum 15. Mai.', 'Melden Sie sich bis zum 15. März.'],
  ['number', 'The link works for 46 minutes.', 'The link works for 45 minutes.'],
  ['number', 'A seven-year-old rides free.', 'Children under 6 ride free.'],
  ['opposite', 'Dogs may come in even if they bark.', 'Dogs may come in if they are quiet.'],
  ['opposite', 'Returns are always free.', 'Returns are paid by you, except if the lamp is broken.'],
  ['opposite', 'Smoking is not forbidden.', 'Smoking is forbidden.'],
  ['opposite', 'La tarjeta es gratuita.', 'La tarjeta cuesta 5 euros.'],
  ['opposite', 'Vous pouvez venir dès 11 h.', 'Vous pouvez venir avant 11 h.'],
  ['opposite', 'You can leave at any time.', 'You can leave after 12 months.'],
  ['opposite', 'The pool is not open in May.', 'The pool is open in May.'],
] as const)('%s: “%s” is not borne out by “%s”', (expected, statement, passage) => {
  expect(fault(statement, passage)).toBe(expected)
})

test.each([
  ['Refunds arrive within five days.', 'Refunds take 5 days.'],
  ['It is not to be kept below 12 °C.', 'Keep it above 12 °C.'],
  ["You don't pay for delivery.", 'Delivery is free of charge.'],
  ['Send no more than 5 messages.', 'Send at most 5 messages.'],
  [
    'In winter, 14 to 18 days are fine.',
    'Water it every 7 to 10 days from April on, every 14 to 18 days in winter.',
  ],
  ['Delivery within Germany is free.', 'Delivery is included in Germany; to Austria it costs EUR 2.50.'],
  ['The desk is open on Saturdays.', 'The desk is open at weekends.'],
  ['The desk is open on Tuesdays.', 'The desk is open from Monday to Friday.'],
  ['The desk is open on Sundays.', 'The desk is open every day.'],
  ['Both flats have four rooms.', 'The two flats have four rooms each.'],
  ['Fees are refunded only if we cancel.', 'Fees are not refunded unless we cancel.'],
  ['Rinse the tray daily.', 'Rinse the tray every day and the filter once a week without soap.'],
  ['A five-year-old rides with them.', 'Children under 6 ride with any passenger.'],
  ['You are not allowed to smoke.', 'Smoking is forbidden.'],
  ['Der Koffer darf nicht schwerer als 8 Kilo sein.', 'Der Koffer darf höchstens 8 kg wiegen.'],
  ['Für den Wagen entstehen Ihnen keine Kosten.', 'Kostenlos.'],
  ['Unter 27 zahlen Sie nichts.', 'Unter 27 Jahren ist das Konto kostenlos.'],
  [
    'Water is allowed until two hours before it.',
    'Do not eat for 6 hours before it; drink water until 2 hours before.',
  ],
  ['There is no pool in summer.', 'The pool is closed in summer.'],
  ["It can't be smaller than 5 cm.", 'It has at least 5 cm.'],
  ['It is 30 days long.', 'It is one month long.'],
  ['Beträgt die Zahlung 100 Euro, melden Sie sich bei uns.', 'Ab 100 Euro melden Sie sich.'],
  ['Ihren Zähler lesen Sie bitte nicht ab.', 'Den Zähler lesen Sie nicht ab.'],
  ['If a room is free, it is yours for 25 euros.', 'A room costs 25 euros if it is available.'],
])('“%s” says nothing against “%s”', (statement, passage) => {
  expect(fault(statement, passage)).toBeNull()
})
