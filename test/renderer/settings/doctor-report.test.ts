import type { Doctor } from '@shared/models'
import { expect, test } from 'vitest'
import { factGroups, reportText } from '../../../src/renderer/settings/doctor-report'
import { doctor } from '../helpers/sample-models'

const fact = (report: Doctor, name: string) =>
  factGroups(report)
    .flatMap(({ facts }) => facts)
    .find((candidate) => candidate.name === name)?.value

test('facts read as words and figures', () => {
  expect(fact(doctor(), 'Passages')).toBe('501, 423 searchable by meaning')
  expect(fact(doctor(), 'Database')).toBe('5.2 MB')
  expect(fact(doctor(), 'Answers')).toBe('30 % (12 of 40)')
  expect(fact(doctor(), 'Embeddings')).toBe('not used yet')
})

test('a model that is not there says so', () => {
  const without = doctor({ embedding: { state: 'missing', modelId: null, dimension: null, folder: '/x' } })
  expect(fact(without, 'Search model')).toBe('none, not found')
})

test('the copied report holds every group, the latencies and each check with its outcome', () => {
  const text = reportText(doctor())
  expect(text).toContain('search: 40, 12 ms, 31 ms')
  expect(text).toContain('ok Database: no fault found')
  expect(text).toContain('FAILED Disk: 12 MB free')
  for (const { title } of factGroups(doctor())) expect(text).toContain(title)
})
