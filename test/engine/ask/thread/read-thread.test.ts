import { expect, test } from 'vitest'
import { readThread } from '../../../../src/engine/ask/thread/read-thread'

const GMAIL = `Thanks, but that did not help. The pump still hums. Can I send it back, and who pays for the parcel?

Ana

On Mon, 3 Nov 2026 at 14:02, VerdeMuse Support <support@verdemuse.example> wrote:

> Hello Ana,
>
> please rinse the filter and try again.
>
> Best regards,
> Marta
>
> On Sun, 2 Nov 2026 at 09:10, Ana Ruiz <ana@mail.example> wrote:
>
>> Hi, my AquaRoot hums since yesterday. How do I clean it?
`

const OUTLOOK = `From: Bernd Kühn <bernd@firma.example>
Sent: Tuesday, 4 November 2026 08:15
To: support@verdemuse.example
Subject: RE: Ihre Bestellung VM-20418

Guten Tag,

die Lieferung kam an, aber der Topf ist zerbrochen. Wie bekomme ich einen neuen?

Mit freundlichen Grüßen
Bernd Kühn
Firma GmbH
Tel. 030 1234567

-----Original Message-----
From: VerdeMuse <support@verdemuse.example>
Sent: Monday, 3 November 2026 10:00
To: Bernd Kühn
Subject: Ihre Bestellung

Ihre Bestellung ist unterwegs. Haben Sie Fragen?
`

const CHAT = `Ana Ruiz (14:02): Hi, is BioBloom safe for cats?
Marta (14:03): Hello Ana, which BioBloom do you have?
Ana Ruiz (14:05): The liquid one.
How long must I keep my cat away after feeding?
Marta (14:06): One moment please.`

test('of a mail with its history, what the customer wrote last is read, and nothing that was quoted', () => {
  const thread = readThread(GMAIL)
  expect(thread.messages.map(({ isAgent }) => isAgent)).toEqual([false, true, false])
  expect(thread.messages[0]?.text).toBe('Hi, my AquaRoot hums since yesterday. How do I clean it?')
  expect(thread.last.text).not.toMatch(/rinse|wrote|>|^Ana$/m)
  expect(thread.customerName).toBe('Ana Ruiz')
  expect(thread.language).toBe('en')
})

test('two questions in one sentence are two searches, each with what it leans on', () => {
  expect(readThread(GMAIL).questions).toEqual([
    'The pump still hums. Can I send it back',
    expect.stringContaining('who pays for the parcel?'),
  ])
})

test('headers of another mail program and another language are no text, nor is the signature', () => {
  const thread = readThread(OUTLOOK)
  expect(thread.last.text).toBe(
    'Guten Tag,\n\ndie Lieferung kam an, aber der Topf ist zerbrochen. Wie bekomme ich einen neuen?',
  )
  expect(thread.messages[0]?.isAgent).toBe(true)
  expect(thread.customerName).toBe('Bernd Kühn')
  expect(thread.language).toBe('de')
  expect(thread.questions).toHaveLength(1)
  expect(thread.questions[0]).toContain('Topf')
})

test('a chat is read from top to bottom, and its first speaker is the customer', () => {
  const thread = readThread(CHAT)
  expect(thread.messages).toHaveLength(4)
  expect(thread.last.text).toBe('The liquid one.\nHow long must I keep my cat away after feeding?')
  expect(thread.customerName).toBe('Ana Ruiz')
  expect(thread.messages.map(({ isAgent }) => isAgent)).toEqual([false, true, false, true])
})

test('an agent who wrote last does not become the customer', () => {
  const thread = readThread(
    'From: support@verdemuse.example\nSent: 5 Nov 2026 10:00\n\nWe look into it. Do you have a photo?\n\nFrom: Ana <ana@x.example>\nSent: 4 Nov 2026 10:00\n\nMy fern has brown tips. What can I do?',
  )
  expect(thread.last.text).toBe('My fern has brown tips. What can I do?')
  expect(thread.questions).toEqual(['My fern has brown tips. What can I do?'])
})

test('an export that begins with the oldest mail is put in order by its dates', () => {
  const thread = readThread(
    'From: Ana <ana@x.example>\nDate: 1 Nov 2026 10:00\n\nWhere is my parcel?\n\nFrom: support@x.example\nDate: 2 Nov 2026 10:00\n\nIn Lyon.\n\nFrom: Ana <ana@x.example>\nDate: 3 Nov 2026 10:00\n\nCan I change the address?',
  )
  expect(thread.last.text).toBe('Can I change the address?')
})

test('answers written between the quoted lines are one message', () => {
  const thread = readThread(
    '> Which plant is it?\n\nA monstera.\n\n> How old is it?\n\nThree years. Why do its leaves turn yellow?',
  )
  expect(thread.last.text).toBe('A monstera.\n\nThree years. Why do its leaves turn yellow?')
})

test.each([
  ['Hallo,\nwo bleibt mein Paket?\n\nVon meinem iPhone gesendet', 'Hallo,\nwo bleibt mein Paket?'],
  ['Where is it?\n\n-- \nAna Ruiz\nTel 1', 'Where is it?'],
  ['Is it safe?\n\nThanks in advance,\nAna', 'Is it safe?'],
  ['Can I?\n\nThis e-mail is confidential and intended for the addressee only.\nMore law.', 'Can I?'],
  [
    'Question one?\n\nThanks\n\nOh, and can I pay later?',
    'Question one?\n\nThanks\n\nOh, and can I pay later?',
  ],
])('of %j stays what was said', (text, expected) => {
  expect(readThread(text).last.text).toBe(expected)
})

test.each([
  ["Hi, I'm Ana Ruiz, order VM-20418. Can I return it?", 'Ana Ruiz'],
  ['mein Name ist Jürgen Groß und ich warte', 'Jürgen Groß'],
  ['Where is it?\n\nBest regards\nO’Neill', 'O’Neill'],
  ['I am Very unhappy', null],
  ['Thanks,\nThe Verde Team', null],
  ['Where is order 4711?', null],
])('the name in %j is %j', (text, name) => {
  expect(readThread(text).customerName).toBe(name)
})

test('a letter of five thousand words becomes at most three short searches', () => {
  const text = `${'I bought a plant from you and it was nice. '.repeat(600)} Can I return a fern? How long does a refund take? Do you ship to Norway? May I also pay by invoice?`
  const { questions } = readThread(text)
  expect(questions.length).toBeLessThanOrEqual(3)
  for (const question of questions) expect(question.length).toBeLessThanOrEqual(300)
})

test('where nothing is asked, what is told is searched for', () => {
  expect(readThread('Hello,\n\nThe pot arrived broken.').questions).toEqual(['The pot arrived broken.'])
})

test.each(['', '   ', '>>>', '> ', 'From:', '---', '🙂', 'a'.repeat(20_000), '\n'.repeat(5_000)])(
  'whatever is pasted (%j) is read without fail',
  (text) => {
    expect(readThread(text.slice(0, 20_000)).messages.length).toBeGreaterThan(0)
  },
)

test.each([
  'From: '.repeat(3_000),
  `${'> '.repeat(9_000)}x`,
  'On a b c d '.repeat(1_800),
  'A. '.repeat(6_000),
  `${'Aa '.repeat(6_000)}:`,
  ','.repeat(20_000),
])('a text made to take long (%#) does not', (text) => {
  const startedAt = performance.now()
  readThread(text)
  // a pattern that tries all ways would take minutes
  expect(performance.now() - startedAt).toBeLessThan(5_000)
})
