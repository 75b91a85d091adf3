import type { KnowledgeSource, SourceKind } from '@shared/models'
import { countOf, formatAge } from '../ui/figures'

const KIND_WORDS: Readonly<Record<SourceKind, string>> = {
  folder: 'Folder',
  files: 'Files',
  web: 'Website',
  pack: 'Pack',
  sample: 'Sample',
}

export function kindWord(kind: SourceKind): string {
  return KIND_WORDS[kind]
}

export interface SourceState {
  readonly tone: 'quiet' | 'working' | 'attention' | 'bad'
  /** One line for the list. */
  readonly text: string
}

/** How a source is doing now, in a few words. */
export function sourceState(source: KnowledgeSource, now: number): SourceState {
  switch (source.state) {
    case 'scanning':
      return { tone: 'working', text: 'Looking for changes' }
    case 'unreachable':
      return { tone: 'attention', text: source.message ?? 'Cannot be reached now.' }
    case 'failed':
      return { tone: 'bad', text: source.message ?? 'Could not be looked at.' }
    case 'ready':
      return { tone: source.message ? 'attention' : 'quiet', text: readyText(source, now) }
  }
}

function readyText(source: KnowledgeSource, now: number): string {
  if (source.message) return source.message
  const failed = source.refusedCount > 0 ? ` · ${countOf(source.refusedCount, 'file')} failed` : ''
  if (source.lastScanAt === null) return `${kindWord(source.kind)}${failed}`
  const checked = `checked ${formatAge(source.lastScanAt, now)}`
  return `${source.isWatched ? 'Followed' : 'Read once'}, ${checked}${failed}`
}

/** Whether there is a place that can be looked at again; loose files that were handed over once have none. */
export function hasPlace({ kind, lastScanAt }: KnowledgeSource): boolean {
  return kind === 'folder' || kind === 'web' || (kind === 'files' && lastScanAt !== null)
}

/** What goes and what stays, for the question before it. */
export function removalWords(source: KnowledgeSource): string {
  const documents = countOf(source.documentCount, 'document')
  const goes = `${documents} will no longer be searched, and stored answers that rest on them vanish.`
  if (source.kind === 'web') return `${goes} The site itself is not touched.`
  if (source.kind === 'folder' || source.kind === 'files') return `${goes} The files on your disk stay.`
  return goes
}

/** One pattern a line, or several with commas: people paste both. */
export function patternsOf(typed: string): string[] {
  return typed
    .split(/[\n,]/)
    .map((pattern) => pattern.trim())
    .filter((pattern) => pattern !== '')
}

export function patternsText(patterns: readonly string[]): string {
  return patterns.join('\n')
}
