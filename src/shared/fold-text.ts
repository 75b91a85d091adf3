/** Letters without case, accents and width, as the word index has them: "Ärger" and "ARGER" are found by "arger". */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
}
