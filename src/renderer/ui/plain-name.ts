/** A name may hold anything: line ends, and marks that turn the order of letters round ("exe.fdp" shown as "pdf.exe"). */
const UNSHOWABLE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu

/** A file's name or path as it can be shown: each sign that would change how the rest reads is a replacement mark. */
export function plainName(name: string): string {
  return name.replace(UNSHOWABLE, '\ufffd')
}
