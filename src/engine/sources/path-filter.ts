import picomatch from 'picomatch'

export interface Patterns {
  /** Empty: everything. */
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

/** Says of a path inside a source, with / between folders, whether it is wanted. */
export interface PathFilter {
  includesFile(path: string): boolean
  /** False when nothing inside can be wanted, so that the folder need not be read. */
  includesFolder(path: string): boolean
}

/** People write patterns on Windows too, and a hidden file is left out before any pattern is asked. */
const OPTIONS: picomatch.PicomatchOptions = { dot: true, nocase: true, basename: false }

/**
 * `*.md` fits in every folder, as people expect of it; a pattern with a slash counts from the source's own folder.
 * `drafts/` or `drafts` leaves out the whole folder.
 */
export function createPathFilter({ include, exclude }: Patterns): PathFilter {
  const isIncluded = matcherOf(include)
  const isExcluded = matcherOf(exclude)
  return {
    includesFile: (path) => (isIncluded === null || isIncluded(path)) && !isExcluded?.(path),
    includesFolder: (path) => !isExcluded?.(path),
  }
}

function matcherOf(patterns: readonly string[]): ((path: string) => boolean) | null {
  const globs = patterns.flatMap(toGlobs)
  return globs.length === 0 ? null : picomatch(globs, OPTIONS)
}

function toGlobs(pattern: string): string[] {
  const glob = pattern
    .trim()
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+/u, '')
    .replace(/\/+$/u, '')
  if (glob === '') return []
  const anywhere = glob.includes('/') ? glob : `**/${glob}`
  return [anywhere, `${anywhere}/**`]
}
