import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createQuiet, type Work } from '../../../src/engine/knowledge/quiet'

/** Turns taken one after the other, and how many there were. */
function worker(quiet: ReturnType<typeof createQuiet>, patienceMs?: number, kind: Work = 'words') {
  let turns = 0
  let isStopped = false
  const done = (async () => {
    while (!isStopped) {
      await quiet.turn(kind, patienceMs)
      turns++
    }
  })()
  return {
    turns: () => turns,
    stop() {
      isStopped = true
      return done
    },
  }
}

test('background work goes on while nobody waits', async () => {
  const work = worker(createQuiet())
  await expect.poll(work.turns).toBeGreaterThan(5)
  await work.stop()
})

test('background work rests while somebody waits, and goes on afterwards', async () => {
  const quiet = createQuiet()
  const end = quiet.begin()
  const work = worker(quiet, 60_000)
  await wait(50)
  expect(work.turns()).toBe(0)
  end()
  await expect.poll(work.turns).toBeGreaterThan(0)
  await work.stop()
})

test('each of those who wait has to have what they wait for', async () => {
  const quiet = createQuiet()
  const [endOne, endOther] = [quiet.begin(), quiet.begin()]
  const work = worker(quiet, 60_000)
  endOne()
  endOne()
  await wait(60)
  expect(work.turns()).toBe(0)
  endOther()
  await expect.poll(work.turns).toBeGreaterThan(0)
  await work.stop()
})

test('somebody who waits for background work itself lets it go on, and no other', async () => {
  const quiet = createQuiet()
  const end = quiet.begin()
  const work = worker(quiet, 60_000)
  const other = worker(quiet, 60_000, 'vectors')
  await quiet.waitFor('words', expect.poll(work.turns).toBeGreaterThan(3))
  expect(other.turns()).toBe(0)
  // let go, it rests again: one turn may have begun before
  const turns = work.turns()
  await wait(50)
  expect(work.turns()).toBeLessThanOrEqual(turns + 1)
  end()
  await other.stop()
  await work.stop()
})

test('after its patience one step is taken all the same', async () => {
  const quiet = createQuiet()
  const end = quiet.begin()
  const work = worker(quiet, 5)
  await expect.poll(work.turns).toBeGreaterThan(2)
  end()
  await work.stop()
})
