import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { Question } from '../../../src/renderer/chat/question'

afterEach(cleanup)

test('a question of 20,000 characters is folded, and opens and closes again', () => {
  render(<Question text={'water '.repeat(3_400)} />)
  const text = screen.getByText(/^water/)
  expect(text.className).toContain('line-clamp-8')
  fireEvent.click(screen.getByRole('button', { name: 'Show all', expanded: false }))
  expect(text.className).not.toContain('line-clamp-8')
  fireEvent.click(screen.getByRole('button', { name: 'Show less', expanded: true }))
  expect(text.className).toContain('line-clamp-8')
})

test('many short lines are folded as well', () => {
  render(<Question text={'a\n'.repeat(30)} />)
  expect(screen.getByRole('button', { name: 'Show all' })).toBeTruthy()
})

test('a question of eight lines is shown whole', () => {
  render(<Question text={Array(8).fill('line').join('\n')} />)
  expect(screen.queryByRole('button')).toBeNull()
  expect(screen.getByText(/^line/).className).not.toContain('line-clamp')
})
