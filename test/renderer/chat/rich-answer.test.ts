import { expect, test } from 'vitest'
import { copiedAnswer, copiedDraft } from '../../../src/renderer/chat/rich-answer'
import { message } from '../helpers/sample-messages'

const passage = (text: string) => ({ ...message().passages[0], title: 'Care', text }) as never

test('an answer is copied with its formatting and without its keys', () => {
  const copied = copiedAnswer({
    text: 'Water **weekly** [1].\n\n- less in *winter* [1, 2]\n- `never` on frost',
    passages: [passage(''), passage('')],
  })
  expect(copied.html).toBe(
    '<p>Water <strong>weekly</strong>.</p>\n<ul>\n<li>less in <em>winter</em></li>\n<li><code>never</code> on frost</li>\n</ul>',
  )
  expect(copied.plain).toBe('Water weekly.\n\n- less in winter\n- never on frost')
})

test('only links that a source holds stay links', () => {
  const { html } = copiedAnswer({
    text: '[known](https://help.example/care) [made up](https://evil.example) [bad](javascript:alert(1))',
    passages: [passage('See https://help.example/care for more.')],
  })
  expect(html).toBe('<p><a href="https://help.example/care">known</a> made up bad</p>')
})

test('whatever looks like HTML is text', () => {
  const { html } = copiedAnswer({ text: '<img src=x onerror=alert(1)> & "so"', passages: [] })
  expect(html).toBe('<p>&lt;img src=x onerror=alert(1)&gt; &amp; &quot;so&quot;</p>')
})

test('a table is a table where one can be pasted', () => {
  const { html } = copiedAnswer({ text: '| Plant | Days |\n| --- | --- |\n| Rose | 7 |', passages: [] })
  expect(html).toContain('<thead><tr><th>Plant</th><th>Days</th></tr></thead>')
  expect(html).toContain('<tr><td>Rose</td><td>7</td></tr>')
})

test('a reply keeps its lines and what the agent linked, and loses its citations', () => {
  const { html, plain } = copiedDraft(
    'Hello Ana,\n\nevery 7 days [1]. See [our shop](https://shop.example).\n\nBest regards\nMarta',
  )
  expect(html).toBe(
    '<p>Hello Ana,</p>\n<p>every 7 days. See <a href="https://shop.example/">our shop</a>.</p>\n<p>Best regards<br>\nMarta</p>',
  )
  expect(plain).toBe(
    'Hello Ana,\n\nevery 7 days. See our shop (https://shop.example).\n\nBest regards\nMarta',
  )
})
