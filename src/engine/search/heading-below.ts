/**
 * The headings of a passage without the first one where that is the title again: the same words but for signs and
 * what stands in brackets, as "Watering a monstera (Monstera deliciosa)" under "Watering a monstera". Sharing words is
 * not enough: under "Packaging and the pot return scheme", "Pot return scheme" says which part it is.
 */
export function headingBelow(title: string, heading: string): string {
  const [first = '', ...others] = heading.split(SEPARATOR)
  return first !== '' && wordsOf(first) === wordsOf(title) ? others.join(SEPARATOR) : heading
}

const SEPARATOR = ' › '

function wordsOf(text: string): string {
  const words = text.replace(/\([^()]*\)|\[[^[\]]*\]/gu, ' ').match(/[\p{L}\p{N}\p{M}]+/gu)
  // a title of signs alone is compared as it stands
  return words === null ? text.trim() : words.join(' ').toLowerCase()
}
