/** Names that Windows keeps for devices, whatever their ending. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i
const MAX_CHARS = 80

/** A name that every system takes: no signs of paths, no control characters, no dots at its ends. */
export function fileNameOf(title: string, extension: string): string {
  const name = [...title.toWellFormed().normalize('NFC')]
    .map((character) => (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"/\\|?*]/u.test(character) ? ' ' : character))
    .slice(0, MAX_CHARS)
    .join('')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  return `${name === '' || DEVICES.test(name) ? `Conversation ${name}`.trim() : name}.${extension}`
}
