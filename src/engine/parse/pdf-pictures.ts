/** Far more than an entry that describes a picture takes. */
const ENTRY_MAX_BYTES = 2000
const FILTERS =
  /\/(?:DCTDecode|JPXDecode|JBIG2Decode|CCITTFaxDecode|FlateDecode|LZWDecode|RunLengthDecode|ASCII85Decode|ASCIIHexDecode)\b/gu
/** A number that stands elsewhere in the file ("12 0 R") is left as it is. */
const MEASURES = /(\/(?:Width|Height)\s{1,9})(\d{1,9})(?![\d.]|\s{1,9}\d{1,9}\s{1,9}R)/gu

/**
 * Makes every picture a single dot of no known kind, in place and without moving a byte: what a page paints, and where,
 * can then be asked for without the seconds that its pictures take to decode.
 */
export function emptyPictures(file: Uint8Array): void {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  for (let at = bytes.indexOf('/Image'); at !== -1; at = bytes.indexOf('/Image', at + 1)) {
    const start = entryStart(bytes, at)
    const end = bytes.subarray(at, at + ENTRY_MAX_BYTES).indexOf('stream')
    if (start === null || end === -1) continue
    const entry = bytes.toString('latin1', start, at + end)
    if (!/\/Subtype\s{0,9}\/Image\b/u.test(entry)) continue
    const emptied = entry
      .replace(MEASURES, (_, name: string, digits: string) => name + '1'.padStart(digits.length, '0'))
      .replace(FILTERS, (name) => `/${'X'.repeat(name.length - 1)}`)
    bytes.write(emptied, start, 'latin1')
  }
}

/** After the "obj" it begins with; null where that is too far off. */
function entryStart(bytes: Buffer, at: number): number | null {
  const from = Math.max(0, at - ENTRY_MAX_BYTES)
  const found = bytes.subarray(from, at).lastIndexOf('obj')
  return found === -1 ? null : from + found
}
