import { Refusal } from './refusal'

/** Bytes 0x80 … 0xff of the encoding old archives use. */
const CODE_PAGE_437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'

/** UTF-8 where it is valid, whatever the entry's flag says; else the encoding of old archives. */
export function decodeName(raw: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw)
  } catch {
    return [...raw]
      .map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : CODE_PAGE_437[byte - 0x80]))
      .join('')
  }
}

/**
 * Names are labels here and never a place to write to; but one that climbs out of its folder was made for harm, so
 * nothing of such an archive is read. Two names that differ in case only would be one file on most computers.
 * Throws a Refusal: unsafe_name.
 */
export function assertSafeNames(names: Iterable<string>): void {
  const seen = new Set<string>()
  for (const name of names) {
    if (isUnsafe(name))
      throw new Refusal('unsafe_name', `The archive holds a file with an unsafe name: “${shown(name)}”.`)
    const key = name.normalize('NFKC').toLowerCase()
    if (seen.has(key))
      throw new Refusal('unsafe_name', `The archive holds two files of the same name: “${shown(name)}”.`)
    seen.add(key)
  }
}

function isUnsafe(name: string): boolean {
  // full-width dots and slashes become plain ones on some computers
  const plain = name.normalize('NFKC').replaceAll('\\', '/')
  return (
    plain === '' ||
    plain.startsWith('/') ||
    /^[a-z]:/iu.test(plain) ||
    plain.split('/').includes('..') ||
    /\p{Cc}/u.test(plain)
  )
}

function shown(name: string): string {
  return name
    .replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd')
    .slice(0, 100)
    .toWellFormed()
}
