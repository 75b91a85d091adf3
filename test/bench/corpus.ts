import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RESOURCES } from './paths'
import { createRandom, type Random } from './random'

export const SAMPLE_FOLDER = join(RESOURCES, 'sample-knowledge-base')
/** Rare words of our own beside those of the sample: real texts have a long tail of names, codes and typos. */
const RARE_WORDS = 20_000
const SYLLABLES = [
  'ba',
  'cor',
  'del',
  'fi',
  'gan',
  'hul',
  'jo',
  'ka',
  'lum',
  'mer',
  'nol',
  'pi',
  'ras',
  'su',
  'tev',
  'wo',
]

export interface TextMaker {
  /** Sentences of about `length` characters in all. */
  text(length: number): string
  title(): string
}

/**
 * Texts with the sample's own words, common ones often and rare ones seldom (Zipf), so that keyword search meets the
 * crowds of hits that it meets in a large knowledge base.
 */
export function createTextMaker(seed: number): TextMaker {
  const random = createRandom(seed)
  const words = vocabulary()
  const word = () => words[zipf(random, words.length)] ?? 'plant'
  function sentence(): string {
    const length = 7 + Math.floor(random() * 12)
    const text = Array.from({ length }, word).join(' ')
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
  }
  return {
    text(length) {
      let text = sentence()
      while (text.length < length) text += ` ${sentence()}`
      return text
    },
    title: () => `${capital(word())} ${word()} ${word()}`,
  }
}

/** Writes Markdown files of about `sizeBytes` each, no two alike, and returns their folder. */
export function writeDocuments(folder: string, count: number, sizeBytes: number): string {
  mkdirSync(folder, { recursive: true })
  const maker = createTextMaker(7)
  for (let index = 1; index <= count; index++) {
    let text = `# ${maker.title()} ${index}\n`
    while (text.length < sizeBytes)
      text += `\n## ${maker.title()}\n\n${maker.text(500)}\n\n${maker.text(400)}\n`
    writeFileSync(join(folder, `document-${index}.md`), text.slice(0, sizeBytes))
  }
  return folder
}

/** Pieces of the sample's articles, each of so many characters, no two alike. */
export function sampleTexts(count: number, length: number): string[] {
  const whole = readSample()
  if (whole.length < count * length) throw new Error('the sample is too short')
  return Array.from({ length: count }, (_, index) => whole.slice(index * length, (index + 1) * length))
}

function readSample(): string {
  const files = globSync('**/*.{md,txt,csv}', { cwd: SAMPLE_FOLDER }).sort()
  return files.map((file) => readFileSync(join(SAMPLE_FOLDER, file), 'utf8')).join('\n')
}

function vocabulary(): string[] {
  const counts = new Map<string, number>()
  for (const [found] of readSample()
    .toLowerCase()
    .matchAll(/[a-z][a-z'-]+/g))
    counts.set(found, (counts.get(found) ?? 0) + 1)
  const common = [...counts].sort((a, b) => b[1] - a[1]).map(([found]) => found)
  const random = createRandom(3)
  return [...common, ...Array.from({ length: RARE_WORDS }, () => rareWord(random))]
}

function rareWord(random: Random): string {
  const length = 2 + Math.floor(random() * 3)
  return Array.from({ length }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join('')
}

/** Place of a word in a list ordered by frequency; place n comes about 1/n as often as the first. */
function zipf(random: Random, size: number): number {
  return Math.min(size - 1, Math.floor(size ** random()) - 1)
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
