import { act, cleanup, render, screen } from '@testing-library/react'
import { type ComponentType, Suspense } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createParts } from '../../../src/renderer/ui/on-demand'

const idle: (() => void)[] = []
beforeEach(() => {
  idle.length = 0
  vi.stubGlobal('requestIdleCallback', (run: () => void) => idle.push(run))
  vi.stubGlobal('cancelIdleCallback', () => idle.splice(0))
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

type Part = ComponentType<{ readonly text: string }>
const Said: Part = ({ text }) => <p>{text}</p>
const shown = (Part: Part) => (
  <Suspense fallback={<p>loading</p>}>
    <Part text="here" />
  </Suspense>
)
/** Runs what waits for an idle page until nothing does. */
const rest = () =>
  act(async () => {
    for (let run = idle.shift(); run; run = idle.shift()) {
      run()
      await Promise.resolve().then(() => undefined)
      await new Promise((done) => setTimeout(done))
    }
  })

test('a part is loaded when it is shown, once', async () => {
  const load = vi.fn(async () => Said)
  const Part = createParts().onDemand(load)
  expect(load).not.toHaveBeenCalled()
  await act(async () => render(shown(Part)))
  expect(screen.getByText('here')).toBeTruthy()
  cleanup()
  await act(async () => render(shown(Part)))
  expect(load).toHaveBeenCalledOnce()
})

test('what an idle page has loaded is drawn with the first stroke', async () => {
  const parts = createParts()
  const Part = parts.onDemand(async () => Said)
  parts.loadWhenIdle()
  await rest()
  render(shown(Part))
  expect(screen.getByText('here')).toBeTruthy()
})

test('one that cannot be loaded keeps none of the others, and is tried again when it is shown', async () => {
  const load = vi.fn(async () => Said).mockRejectedValueOnce(new Error('the shell is away'))
  const parts = createParts()
  const Part = parts.onDemand(load)
  const Other = parts.onDemand(async () => Said)
  parts.loadWhenIdle()
  await rest()
  render(shown(Other))
  expect(screen.getByText('here')).toBeTruthy()
  cleanup()
  await act(async () => render(shown(Part)))
  expect(screen.getByText('here')).toBeTruthy()
  expect(load).toHaveBeenCalledTimes(2)
})

test('a page that is left loads no more', async () => {
  const load = vi.fn(async () => Said)
  const parts = createParts()
  parts.onDemand(load)
  parts.loadWhenIdle()()
  await rest()
  expect(load).not.toHaveBeenCalled()
})
