import { expect, test } from 'vitest'
import { createPathFilter } from '../../../src/engine/sources/path-filter'

const wanted = (include: string[], exclude: string[], paths: string[]) =>
  paths.filter((path) => createPathFilter({ include, exclude }).includesFile(path))

test.each([
  ['nothing given', [], [], ['a.md', 'x/b.txt'], ['a.md', 'x/b.txt']],
  ['a kind of file, in every folder', ['*.md'], [], ['a.md', 'x/b.MD', 'c.txt'], ['a.md', 'x/b.MD']],
  [
    'a folder by its name, wherever it is',
    ['guides'],
    [],
    ['guides/a.md', 'x/guides/b.md', 'c.md'],
    ['guides/a.md', 'x/guides/b.md'],
  ],
  [
    'a pattern with a slash counts from the top',
    ['guides/*.md'],
    [],
    ['guides/a.md', 'x/guides/b.md'],
    ['guides/a.md'],
  ],
  ['leaving out wins', ['*.md'], ['drafts/', 'old-*'], ['a.md', 'drafts/b.md', 'old-c.md'], ['a.md']],
  [
    'as Windows writes it',
    ['guides\\inner'],
    [],
    ['guides/inner/a.md', 'guides/b.md'],
    ['guides/inner/a.md'],
  ],
  ['empty patterns say nothing', [' ', './'], [''], ['a.md'], ['a.md']],
])('%s', (_, include, exclude, paths, expected) => {
  expect(wanted(include, exclude, paths)).toEqual(expected)
})

test('a folder is read unless it is left out as a whole', () => {
  const filter = createPathFilter({ include: ['*.md'], exclude: ['drafts', 'x/*.txt'] })
  expect(['guides', 'drafts', 'a/drafts', 'x'].map(filter.includesFolder)).toEqual([true, false, false, true])
})
