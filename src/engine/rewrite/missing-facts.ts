import { linksIn } from '@shared/known-links'

const NUMBER = /\p{N}+(?:[.,:/ \u00a0\u202f]\p{N}+)*/gu
const CITATION = /\[(\d{1,3})\](?!\()/g
/** Letters and digits in one, or a capital inside: names of products and orders. */
const CODE =
  /\b(?=[\p{L}\p{N}-]*\p{N})(?=[\p{L}\p{N}-]*\p{L})[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*|\b\p{Lu}\p{Ll}+\p{Lu}[\p{L}\p{N}]*/gu
/** Words with a capital in the middle of a sentence. */
const CAPITALISED = /(?<=[\p{L}\p{N},;] )\p{Lu}[\p{L}’']+/gu
/** Above this share of capitals a language writes its nouns so, and they are no names. */
const NOUN_CAPITALS = 0.2

/**
 * Numbers, codes, names, links and citation marks of a text that its rewriting does not have, each once, in their order.
 * Where a list says nothing, everything is there; where it says something, a person has to look.
 */
export function missingFacts(before: string, after: string): readonly string[] {
  const links = linksIn(before)
  const newLinks = linksIn(after)
  const plain = withoutLinks(before)
  const newNumbers = new Set(numbersIn(after))
  const lowerAfter = after.toLowerCase()
  const missing = [
    ...numbersOf(plain).filter((number) => !newNumbers.has(digitsOf(number))),
    ...[...plain.matchAll(CODE)]
      .map(([code]) => code)
      .filter((code) => !lowerAfter.includes(code.toLowerCase())),
    ...namesIn(plain).filter((name) => !lowerAfter.includes(name.toLowerCase())),
    ...[...before.matchAll(CITATION)].map(([mark]) => mark).filter((mark) => !after.includes(mark)),
    ...[...links].filter((link) => !newLinks.has(link)),
  ]
  return [...new Set(missing)]
}

function numbersOf(text: string): readonly string[] {
  return text.replace(CITATION, ' ').match(NUMBER) ?? []
}

function numbersIn(text: string): readonly string[] {
  return numbersOf(text).map(digitsOf)
}

/** 1,000.5 and 1.000,5 are one number: languages part digits in their own ways. */
function digitsOf(number: string): string {
  return number.replace(/[^\p{N}]/gu, '')
}

function namesIn(text: string): readonly string[] {
  const words = text.match(/\p{L}+/gu)?.length ?? 0
  const capitalised = [...text.matchAll(CAPITALISED)].map(([word]) => word).filter((word) => word.length > 2)
  return words > 0 && capitalised.length / words > NOUN_CAPITALS && words > 10 ? [] : capitalised
}

function withoutLinks(text: string): string {
  return text.replace(/\]\([^)\s]*\)/g, ']').replace(/\S+:\/\/\S+|\S+@\S+|www\.\S+/g, ' ')
}
