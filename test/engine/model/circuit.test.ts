import { expect, test } from 'vitest'
import { createCircuit } from '../../../src/engine/model/circuit'
import { AppError, type ErrorCode } from '../../../src/shared/errors'

const LINE = 'https://models.example.org'

function start(random = 0) {
  const clock = { now: 1_000_000 }
  let changes = 0
  const circuit = createCircuit({ now: () => clock.now, random: () => random, onChange: () => changes++ })
  return { circuit, clock, changes: () => changes }
}

function fail(circuit: ReturnType<typeof start>['circuit'], code: ErrorCode = 'api_unavailable'): void {
  circuit.enter(LINE).failed(new AppError(code, 'It has a problem.'))
}

test('three failures in a row begin a rest, in which requests are refused with the reason and the time left', () => {
  const { circuit, clock } = start()
  fail(circuit)
  fail(circuit)
  expect(circuit.read(LINE).state).toBe('ok')
  fail(circuit)
  expect(circuit.read(LINE)).toEqual({
    state: 'resting',
    until: clock.now + 15_000,
    reason: 'It has a problem.',
  })
  clock.now += 5_000
  expect(() => circuit.enter(LINE)).toThrow(
    expect.objectContaining({
      code: 'api_resting',
      message: 'It has a problem. After several failures it is left alone for 10 more seconds.',
    }),
  )
})

test('an answer in between begins the count anew', () => {
  const { circuit } = start()
  fail(circuit)
  fail(circuit)
  circuit.enter(LINE).succeeded()
  fail(circuit)
  fail(circuit)
  expect(circuit.read(LINE).state).toBe('ok')
})

test.each(['api_key_refused', 'api_model_unknown', 'api_refused', 'api_malformed'] as const)(
  '%s is put right in the settings, not by waiting: it begins no rest',
  (code) => {
    const { circuit } = start()
    for (let tried = 0; tried < 5; tried++) fail(circuit, code)
    expect(circuit.read(LINE).state).toBe('ok')
  },
)

test('after the rest one request goes alone; what is asked beside it is refused', () => {
  const { circuit, clock } = start()
  for (let tried = 0; tried < 3; tried++) fail(circuit)
  clock.now += 15_000
  const probe = circuit.enter(LINE)
  expect(probe.isProbe).toBe(true)
  expect(circuit.read(LINE).state).toBe('probing')
  expect(() => circuit.enter(LINE)).toThrow(/being tried again just now/)
  probe.succeeded()
  expect(circuit.read(LINE)).toEqual({ state: 'ok', until: null, reason: null })
  expect(circuit.enter(LINE).isProbe).toBe(false)
})

test('each failed probe doubles the rest, up to five minutes', () => {
  const { circuit, clock } = start()
  for (let tried = 0; tried < 3; tried++) fail(circuit)
  const rests: number[] = []
  for (let tried = 0; tried < 7; tried++) {
    const { until } = circuit.read(LINE)
    rests.push(((until ?? 0) - clock.now) / 1000)
    clock.now = until ?? 0
    fail(circuit)
  }
  expect(rests).toEqual([15, 30, 60, 120, 240, 300, 300])
})

test('the rest is shortened by chance, by a fifth at most, so that many apps do not return together', () => {
  const { circuit, clock } = start(1)
  for (let tried = 0; tried < 3; tried++) fail(circuit)
  expect(circuit.read(LINE).until).toBe(clock.now + 12_000)
})

test('a probe that the person stopped leaves the way to the next one', () => {
  const { circuit, clock } = start()
  for (let tried = 0; tried < 3; tried++) fail(circuit)
  clock.now += 15_000
  circuit.enter(LINE).abandoned()
  expect(circuit.enter(LINE).isProbe).toBe(true)
})

test('requests that were under way when the rest began do not prolong it', () => {
  const { circuit, clock } = start()
  const underWay = Array.from({ length: 6 }, () => circuit.enter(LINE))
  for (const pass of underWay) pass.failed(new AppError('api_unreachable', 'Gone.'))
  expect(circuit.read(LINE).until).toBe(clock.now + 15_000)
})

test('tries are not repeated once six have failed since the last answer', () => {
  const { circuit } = start()
  const passes = Array.from({ length: 32 }, () => circuit.enter(LINE))
  expect(passes.filter((pass) => pass.mayRepeat())).toHaveLength(5)
  passes[0]?.succeeded()
  expect(circuit.enter(LINE).mayRepeat()).toBe(true)
})

test('a rest the server asks for begins at once and lasts as long, but never beyond five minutes', () => {
  const { circuit, clock } = start()
  const ask = (restMs: number) => {
    const pass = circuit.enter(LINE)
    pass.restFor(restMs)
    pass.failed(new AppError('api_rate_limited', 'Too many.'))
  }
  ask(60_000)
  expect(circuit.read(LINE).until).toBe(clock.now + 60_000)
  clock.now += 60_000
  ask(86_400_000)
  expect(circuit.read(LINE).until).toBe(clock.now + 300_000)
})

test('lines do not know of each other, and a changed one begins anew', () => {
  const { circuit, changes } = start()
  for (let tried = 0; tried < 3; tried++) fail(circuit)
  expect(circuit.enter('https://other.example.org').isProbe).toBe(false)
  const before = changes()
  circuit.reset(LINE)
  expect(changes()).toBe(before + 1)
  expect(circuit.enter(LINE).isProbe).toBe(false)
})
