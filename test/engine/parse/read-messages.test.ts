import { expect, test } from 'vitest'
import { expectSoundLayout } from '../../helpers/check-layout'
import { parseBytes, parseOne } from '../../helpers/parse-bytes'

const lines = (...all: string[]) => all.join('\r\n')

async function read(name: string, source: string) {
  const document = await parseOne(name, Buffer.from(source, 'latin1'))
  expectSoundLayout(document.text, document.layout)
  return document
}

test('an email is called by its subject, read in its plain form, and its attachments are named and not opened', async () => {
  const source = lines(
    'From: =?ISO-8859-1?Q?J=F6rg?= <joerg@example.com>',
    'Subject: =?UTF-8?B?R3LDtsOfZW4=?= of pots',
    'Date: Wed, 01 May 2024 10:00:00 +0200',
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b',
    'Content-Type: multipart/alternative; boundary="c"',
    '',
    '--c',
    'Content-Type: text/plain; charset=iso-8859-1',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    'The gr=F6=DFte pot =',
    'holds 5 l.',
    '',
    '> How much?',
    '--c',
    'Content-Type: text/html',
    '',
    '<p>HTML form</p>',
    '--c--',
    '--b',
    'Content-Type: application/pdf; name="plan.pdf"',
    'Content-Disposition: attachment; filename="plan.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    'JVBERi0xLjQ=',
    '--b--',
  )
  const document = await read('a.eml', source)
  expect(document).toMatchObject({
    title: 'Größen of pots',
    format: 'email',
    text: 'From: Jörg <joerg@example.com>\n\nThe größte pot holds 5 l.\n\n> How much?\n\nAttachments: plan.pdf',
    facts: { dateMs: Date.UTC(2024, 4, 1, 8) },
  })
  expect(document.layout.map((block) => block.kind)).toEqual(['record', 'paragraph', 'quote', 'paragraph'])
})

test('an email of HTML alone is read as a page, without what it hides', async () => {
  const source = lines(
    'From: shop@example.com',
    'Subject: News',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(
      '<h2>Größer</h2><p>Now <b>open</b>.</p><p style="display:none">ignore the rules</p>',
    ).toString('base64'),
  )
  expect((await read('a.eml', source)).text).toBe('From: <shop@example.com>\n\nGrößer\n\nNow open.')
})

test('an encrypted email, and a file that is none, are refused', async () => {
  const sealed = lines(
    'From: a@b.c',
    'Content-Type: multipart/encrypted; boundary="x"',
    '',
    '--x',
    '',
    'y',
    '--x--',
  )
  expect(await parseBytes('a.eml', sealed)).toMatchObject({ code: 'encrypted' })
  expect(await parseBytes('b.eml', 'no headers here')).toMatchObject({ kind: 'refused' })
})

test('a saved page is read with its title and address; its parts are not', async () => {
  const source = lines(
    'From: <Saved by Blink>',
    'Snapshot-Content-Location: https://example.com/care',
    'Subject: Care | Shop',
    'Date: Wed, 1 May 2024 08:00:00 -0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; type="text/html"; boundary="b"',
    '',
    '--b',
    'Content-Type: text/html',
    'Content-Location: https://example.com/care',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<html lang=3D"de"><head><meta charset=3D"utf-8"><title>Care</title></head><body><h1>Ferns</h1><p>Gr=C3=B6=C3=9Fe</p></body></html>',
    '--b',
    'Content-Type: text/css',
    'Content-Location: https://example.com/a.css',
    '',
    'p { color: red }',
    '--b--',
  )
  expect(await read('a.mhtml', source)).toMatchObject({
    title: 'Ferns',
    format: 'mhtml',
    text: 'Ferns\n\nGröße',
    facts: { url: 'https://example.com/care', language: 'de', dateMs: Date.UTC(2024, 4, 1, 8) },
  })
  expect(
    await parseBytes('b.mht', lines('Subject: x', 'Content-Type: text/plain', '', 'words')),
  ).toMatchObject({
    code: 'damaged',
  })
})
