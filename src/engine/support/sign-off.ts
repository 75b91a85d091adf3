/** Lines that close a letter; a name follows. */
const CLOSING =
  /^(?:(?:(?:kind|best|warm|many)(?:est)? )?(?:regards|wishes|greetings)|best|cheers|(?:yours )?(?:sincerely|faithfully|truly)|yours|(?:many )?thanks|thank you|mit (?:freundlichen|besten|herzlichen|lieben) grüßen|(?:viele|freundliche|herzliche|liebe|beste) grüße|vielen dank|danke|(?:bien )?cordialement|bien à vous|merci|(?:un )?(?:cordial )?saludos?|atentamente|gracias)[,!]?$/iu
/** "Your VerdeMuse team": closes a letter by itself. */
const TEAM =
  /^(?:(?:your|the|ihr|euer|dein|das|votre|su|tu|el)\s|l['’])(?:[^\s]+\s){0,4}(?:team|équipe|equipo|support|service|kundenservice)(?:\s[^\s]+)?$/iu
/** Of letters, and with no end of a sentence. */
const NAME_LINE = /^[\p{L}\p{M}.,’'& -]{1,59}[\p{L}\p{M}]$/u
const MAX_WORDS = 6
/** A name, a team, a company. */
const MAX_LINES = 3

/** From which sentence on a draft only names who writes; their number when it does not. What a letter is signed with claims nothing. */
export function signOffFrom(texts: readonly string[]): number {
  let from = texts.length
  while (from > 0 && texts.length - from < MAX_LINES && isNameLine(texts[from - 1] ?? '')) from--
  if (from < texts.length && CLOSING.test(texts[from - 1] ?? '')) return from
  const last = texts.at(-1)
  return last !== undefined && isNameLine(last) && TEAM.test(last) ? texts.length - 1 : texts.length
}

function isNameLine(text: string): boolean {
  return NAME_LINE.test(text) && text.split(/\s+/).length <= MAX_WORDS && !CLOSING.test(text)
}
