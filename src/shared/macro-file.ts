/** One message to the engine holds 2 MB; lines and quotation marks count twice in it. */
export const IMPORT_FILE_MAX_BYTES = 1_500_000
const MESSAGE_MAX_BYTES = 2_000_000

/** Whether a page can hand this text to the engine. */
export function fitsOneMessage(text: string): boolean {
  return new TextEncoder().encode(JSON.stringify(text)).length <= MESSAGE_MAX_BYTES
}

/** UTF-8, UTF-16 with its mark, or what Windows programs save: a spreadsheet may be any of them. */
export function textOfFile(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
