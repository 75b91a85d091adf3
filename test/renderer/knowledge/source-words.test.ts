import { expect, test } from 'vitest'
import { followCommand } from '../../../src/renderer/knowledge/add-folder-dialog'
import { pathInSource } from '../../../src/renderer/knowledge/document-words'
import { hasPlace, patternsOf, removalWords, sourceState } from '../../../src/renderer/knowledge/source-words'
import { knowledgeSource } from '../helpers/sample-models'

const NOW = 1_000_000_000

test.each([
  ['followed and fine', { lastScanAt: NOW - 180_000 }, 'quiet', 'Followed, checked 3 min ago'],
  ['read once', { isWatched: false, lastScanAt: NOW }, 'quiet', 'Read once, checked just now'],
  [
    'with files that failed',
    { lastScanAt: NOW, refusedCount: 2 },
    'quiet',
    'Followed, checked just now · 2 files failed',
  ],
  ['being looked at', { state: 'scanning' }, 'working', 'Looking for changes'],
  [
    'on a drive that is away',
    { state: 'unreachable', message: 'The folder is not there now.' },
    'attention',
    'The folder is not there now.',
  ],
  ['that failed without words', { state: 'failed' }, 'bad', 'Could not be looked at.'],
  [
    'with something to say',
    { message: 'It has more folders than can be watched.' },
    'attention',
    'It has more folders than can be watched.',
  ],
] as const)('a source %s says so', (_name, changes, tone, text) => {
  expect(sourceState(knowledgeSource(changes), NOW)).toEqual({ tone, text })
})

test('loose files have no place to look at again, a list of files that was looked at has', () => {
  expect(hasPlace(knowledgeSource({ kind: 'files', lastScanAt: null }))).toBe(false)
  expect(hasPlace(knowledgeSource({ kind: 'files', lastScanAt: NOW }))).toBe(true)
  expect(hasPlace(knowledgeSource({ kind: 'sample' }))).toBe(false)
})

test('the question before a removal says what goes and what stays', () => {
  expect(removalWords(knowledgeSource({ documentCount: 3 }))).toMatch(
    /^3 documents .* The files on your disk stay\.$/,
  )
  expect(removalWords(knowledgeSource({ kind: 'web' }))).toMatch(/site itself is not touched/)
})

test('patterns stand one a line or with commas', () => {
  expect(patternsOf(' *.md \n\nfaq/**, drafts')).toEqual(['*.md', 'faq/**', 'drafts'])
  expect(patternsOf(' \n')).toEqual([])
})

test('a document says where it lies inside of its folder', () => {
  const source = { kind: 'folder', label: 'help', location: '/home/ana/help' } as const
  expect(pathInSource('/home/ana/help/faq/a.md', source)).toBe('help/faq/a.md')
  expect(pathInSource('/home/ana/helpers/a.md', source)).toBe('/home/ana/helpers/a.md')
  expect(pathInSource('a.md', null)).toBe('a.md')
})

test('the line for the terminal carries the collection and the patterns, each in quotes', () => {
  const patterns = { include: '*.md\nfaq/**', exclude: '' }
  expect(followCommand('Plant "care"', patterns)).toBe(
    'verdemuse import "/path/to/folder" --watch --collection "Plant care" --include "*.md" "faq/**"',
  )
  expect(followCommand(undefined, { include: '', exclude: '' })).toBe(
    'verdemuse import "/path/to/folder" --watch',
  )
})
