import { expect, test } from 'vitest'
import { readMacros } from '../../../src/engine/macros/read-macros'

test('a table is read by the names of its columns, whatever their order and case', () => {
  const rows = readMacros(
    '\ufeffFolder;Title;Text\r\nOrders;Late;"Sorry, {{customer_name}}; it is late."\r\n',
  )
  expect(rows).toEqual([
    {
      kind: 'macro',
      row: 1,
      marks: [],
      name: 'Late',
      folder: 'Orders',
      shortcut: '',
      body: 'Sorry, {{customer_name}}; it is late.',
    },
  ])
})

test('the guard before a formula is no part of the text, and an apostrophe of the text is', () => {
  const rows = readMacros("name,body\nSum,'=1+1\nQuote,'tis late\n")
  expect(rows.map((row) => row.kind === 'macro' && row.body)).toEqual(['=1+1', "'tis late"])
})

test("a help desk's export gives the replies, with folders from the title", () => {
  const rows = readMacros(
    JSON.stringify({
      macros: [
        {
          title: 'Orders::Late::Apology',
          active: true,
          actions: [
            { field: 'status', value: 'solved' },
            { field: 'comment_value', value: ['channel:all', 'Hello {{ticket.requester.first_name}}'] },
          ],
        },
        {
          title: 'Html',
          actions: [
            { field: 'comment_value_html', value: '<p>One &amp; two</p><ul><li>a</li><li>b<br>c</li></ul>' },
          ],
        },
        { title: 'Close', actions: [{ field: 'status', value: 'closed' }] },
        { title: 'Old', active: false, actions: [{ field: 'comment_value', value: 'x' }] },
        'nothing',
      ],
    }),
  )
  expect(rows).toMatchObject([
    { kind: 'macro', name: 'Apology', folder: 'Orders/Late', body: 'Hello {{ticket.requester.first_name}}' },
    { kind: 'macro', name: 'Html', body: 'One & two\n\n- a\n- b\nc' },
    { kind: 'refused', row: 3, name: 'Close', reason: expect.stringContaining('writes no reply') },
    { kind: 'refused', row: 4, name: 'Old', reason: expect.stringContaining('switched off') },
    { kind: 'refused', row: 5, name: '', reason: expect.stringContaining('no name and text') },
  ])
})

test.each([
  ['', 'empty'],
  ['{"macros": [', 'no valid JSON'],
  ['{"articles": []}', 'no list of macros'],
  ['id,status\n1,open\n', 'no list of macros'],
  ['name,body\n"Late,Sorry\n', 'never closed'],
  ['{"format": "verdemuse-macros", "version": 2, "macros": []}', 'newer VerdeMuse'],
])('%j is refused as a whole, with the reason', (text, reason) => {
  expect(() => readMacros(text)).toThrow(reason)
})
