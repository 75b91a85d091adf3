/**
 * What in a text belongs to a person: e-mail addresses, telephone numbers, cards, IBANs, order and customer numbers, and
 * names behind "my name is". A stored answer is given to others, so none is stored with any of these. Errs on the side
 * of finding too much: it costs a stored answer.
 */
export function personalData(text: string): string[] {
  const found = PATTERNS.flatMap((pattern) => text.match(pattern) ?? [])
  const cards = (text.match(DIGIT_GROUPS) ?? []).filter((digits) => isCard(digits) || isPhone(digits))
  return [...new Set([...found, ...cards].map((span) => span.trim()))]
}

const PATTERNS: readonly RegExp[] = [
  // e-mail; bounded, for without a measure a long run of letters would be tried from each of them to its end
  /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu,
  // IBAN
  /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g,
  // order, customer, case: a word for it, then a number with at least four digits
  /\b(?:order|customer|client|account|case|ticket|invoice|booking|reservation|reference|contract|policy|tracking|bestell(?:ung)?|auftrags?|kunden|rechnungs?|vertrags?|commande|client|facture|dossier|pedido|cliente|factura)[\s-]*(?:number|no\.?|nr\.?|id|code|nummer|numéro|número|n°|is|:|#|№)*[\s:#]*[A-Z]{0,4}[-/]?\d[\d-]{3,}\b/giu,
  /#\s?\d{4,}\b/g,
  // who says who they are; a name is told by its capital, so the rest is spelt out in both
  /\b(?:[Mm]y name is|[Mm]y name's|[Ii] am called|[Ii]ch heiße|[Mm]ein [Nn]ame ist|[Jj]e m'appelle|[Mm]on nom est|[Mm]e llamo|[Mm]i nombre es)\s+\p{Lu}[\p{L}'-]+(?:\s\p{Lu}[\p{L}'-]+)*/gu,
  // how letters begin and end: Mrs Miller, Herr Meier
  /\b(?:Mr|Mrs|Ms|Dr|Herr|Frau|Monsieur|Madame|Mme|Señor|Señora|Sr|Sra)\.?\s\p{Lu}[\p{L}'-]+/gu,
]

const DIGIT_GROUPS = /(?<![\p{L}\p{N}])\+?\(?\d(?:[\d ()/.-]{5,26})\d(?![\p{L}\p{N}])/gu

function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  if (digits.length < 13 || digits.length > 19) return false
  let sum = 0
  for (const [place, digit] of [...digits].reverse().entries()) {
    const doubled = place % 2 === 1 ? Number(digit) * 2 : Number(digit)
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** Seven digits or more, and written as numbers to dial are: with a plus, a leading zero, or in groups. */
function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  if (digits.length < 7 || digits.length > 15) return false
  const isDate = /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$/.test(text.trim())
  return !isDate && (/^\+|^\(?0/.test(text.trim()) || /\d[ ()/-]+\d/.test(text))
}

/** Whether a text holds something personal that is not in what everybody may read anyway. */
export function hasPersonalData(text: string, known: readonly string[] = []): boolean {
  return personalData(text).some((span) => !known.some((other) => other.includes(span)))
}
