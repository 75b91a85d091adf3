import { expect, test } from 'vitest'
import { formatLabel } from '../../../src/renderer/document/format-label'
import { formatSchema } from '../../../src/shared/models'

test('every format has a name for people, and no two the same', () => {
  const labels = formatSchema.options.map(formatLabel)
  for (const label of labels) expect(label).toMatch(/^\p{Lu}/u)
  expect(new Set(labels).size).toBe(labels.length)
})
