import { PackRefusal } from './refusal'

/**
 * Paths in a pack are labels and are never opened. One that leads out of its folder is refused all the same: no
 * builder writes it, so whoever did had something in mind.
 */
export function isSafePath(path: string): boolean {
  if (hasControlCharacters(path) || !path.isWellFormed()) return false
  // full-width dots and slashes become the plain ones in some file systems and programs
  const plain = path.normalize('NFKC')
  if (plain.includes('\\') || plain.startsWith('/') || /^[a-z]:/iu.test(plain)) return false
  return !plain.split('/').some((part) => part === '' || part === '.' || part === '..')
}

export function assertSafePath(path: string): void {
  if (!isSafePath(path))
    throw new PackRefusal(
      'unsafe_name',
      'The pack names a document by a path that leads out of its folder. Nothing was changed.',
    )
}

export function hasControlCharacters(text: string): boolean {
  return /[\u0000-\u001f\u007f-\u009f]/u.test(text)
}
