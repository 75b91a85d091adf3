import { expect, test } from 'vitest'
import { sectionInSight } from '../../../src/renderer/settings/section-in-sight'

const IDS = ['models', 'answers', 'appearance', 'health'] as const
const HEIGHT = 600

/** Sections one below the other, of which some are much shorter than the view. */
function scrolledTo(top: number): HTMLElement {
  const starts = [24, 180, 1000, 1110]
  const scroller = document.createElement('div')
  scroller.getBoundingClientRect = () => new DOMRect(0, 100, 800, HEIGHT)
  Object.defineProperties(scroller, {
    scrollTop: { value: top },
    clientHeight: { value: HEIGHT },
    scrollHeight: { value: 1900 },
  })
  for (const [index, id] of IDS.entries()) {
    const section = document.createElement('section')
    section.dataset['section'] = id
    section.getBoundingClientRect = () => new DOMRect(0, 100 + (starts[index] ?? 0) - top, 800, 100)
    scroller.append(section)
  }
  return scroller
}

test.each([
  { top: 0, found: 'models' },
  { top: 156, found: 'answers' },
  { top: 900, found: 'answers' },
  { top: 976, found: 'appearance' },
  { top: 1086, found: 'health' },
  { top: 1300, found: 'health' },
])('scrolled to $top, the section at the upper edge is $found', ({ top, found }) => {
  expect(sectionInSight(scrolledTo(top), IDS)).toBe(found)
})

test('where no section stands yet there is none', () => {
  expect(sectionInSight(null, IDS)).toBeNull()
  expect(sectionInSight(scrolledTo(0), [])).toBeNull()
})
