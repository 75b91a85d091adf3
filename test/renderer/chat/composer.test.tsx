import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { Composer } from '../../../src/renderer/chat/composer'
import { TooltipProvider } from '../../../src/renderer/ui/tooltip'

afterEach(cleanup)

interface Options {
  readonly text?: string
  readonly blocked?: string | null
  readonly onStop?: (() => void) | null
}

function show({ text = 'Why?', blocked = null, onStop = null }: Options = {}) {
  const onSend = vi.fn()
  function Harness() {
    const [value, setValue] = useState(text)
    return (
      <TooltipProvider>
        <Composer value={value} onChange={setValue} onSend={onSend} onStop={onStop} blocked={blocked} />
      </TooltipProvider>
    )
  }
  render(<Harness />)
  return { onSend, field: screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Question' }) }
}

test('Enter sends and writes no line', () => {
  const { onSend, field } = show()
  expect(fireEvent.keyDown(field, { key: 'Enter' })).toBe(false)
  expect(onSend).toHaveBeenCalledOnce()
})

test('Shift and Enter are a new line', () => {
  const { onSend, field } = show()
  expect(fireEvent.keyDown(field, { key: 'Enter', shiftKey: true })).toBe(true)
  expect(onSend).not.toHaveBeenCalled()
})

test.each([{ isComposing: true }, { keyCode: 229 }])(
  'Enter belongs to an input method at work (%j)',
  (how) => {
    const { onSend, field } = show()
    fireEvent.keyDown(field, { key: 'Enter', ...how })
    expect(onSend).not.toHaveBeenCalled()
  },
)

test.each(['', '   \n '])('nothing (%j) is not sent', (text) => {
  const { onSend, field } = show({ text })
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(onSend).not.toHaveBeenCalled()
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true)
})

test('a text that is too long is counted, explained and not sent', () => {
  const { onSend, field } = show({ text: 'a'.repeat(20_001) })
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(onSend).not.toHaveBeenCalled()
  expect(screen.getByText('20,001 / 20,000')).toBeTruthy()
  expect(screen.getByText('A question may have 20,000 characters at most.')).toBeTruthy()
})

test('the longest text there may be is sent', () => {
  const { onSend, field } = show({ text: 'a'.repeat(20_000) })
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(onSend).toHaveBeenCalledOnce()
})

test('a short text is not counted', () => {
  show({ text: 'a'.repeat(17_000) })
  expect(screen.queryByText(/20,000/)).toBeNull()
})

test('while an answer is written the button stops it, and Enter sends nothing over it', () => {
  const onStop = vi.fn()
  const { onSend, field } = show({ onStop })
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(onSend).not.toHaveBeenCalled()
  expect(screen.queryByRole('button', { name: 'Send' })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }))
  expect(onStop).toHaveBeenCalledOnce()
})

test('what keeps it from sending is said, and the text can still be written', () => {
  const { onSend, field } = show({ blocked: 'The engine is starting again.' })
  fireEvent.change(field, { target: { value: 'Why not?' } })
  expect(field.value).toBe('Why not?')
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(onSend).not.toHaveBeenCalled()
  expect(screen.getByText('The engine is starting again.')).toBeTruthy()
})
