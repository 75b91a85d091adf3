import { asName } from './people'

/** Where the words end and what every mail has begins. */
const CLOSING =
  /^(?:(?:with )?(?:best|kind|warm(?:est)?|many|very best)(?: regards| wishes| thanks)?|regards|cheers|sincerely|yours(?: sincerely| faithfully| truly)?|(?:many )?thanks(?: (?:a lot|so much|in advance|again|for your help))?|thank you(?: (?:very much|so much|in advance|again|for your help))?|thx|greetings|mit (?:freundlichen|besten|lieben) grüßen|(?:viele|liebe|beste|freundliche|schöne) grüße|(?:vielen |herzlichen )?dank(?:e)?(?: im voraus)?|(?:lg|vg|mfg|bg)|(?:bien )?cordialement|merci(?: d['’]avance| beaucoup)?|(?:un )?(?:cordial )?saludos?|saludos cordiales|gracias(?: de antemano)?|cordiali saluti|saluti|grazie(?: mille)?|met vriendelijke groet(?:en)?|groet(?:en|jes)?|mvg|atenciosamente|obrigad[oa]|pozdrawiam|med venlig hilsen|vänliga hälsningar|hälsningar)[\s,.!–-]*$/i
/** What a program adds. From there on nothing is the customer's. */
const ADDED =
  /^(?:-- ?|sent from my\b.*|get outlook for\b.*|von meinem\b.*gesendet.*|gesendet von\b.*|envoyé de mon\b.*|enviado desde mi\b.*|inviato da\b.*|verzonden vanaf\b.*|(?:this|the) (?:e-?mail|message|information)\b.*\b(?:confidential|intended)\b.*|diese e-?mail\b.*\bvertraulich\b.*|please consider the environment\b.*|unsubscribe\b.*|virus-free\b.*)$/i
/** A closing is followed by a name and an address, not by a paragraph. */
const MAX_LINES_AFTER = 8
const MAX_LINE_CHARS = 70

/** The text without what stands below its last words, and the name that stood there. */
export function cutSignature(text: string): { readonly text: string; readonly name: string | null } {
  let lines = text.split('\n').map((line) => line.trimEnd())
  const added = lines.findIndex((line) => ADDED.test(line.trim()))
  let below = added < 0 ? [] : lines.slice(added + 1)
  if (added >= 0) lines = lines.slice(0, added)
  const closing = lines.findLastIndex((line) => CLOSING.test(line.trim()))
  if (closing >= 0 && isSignature(lines.slice(closing + 1))) {
    below = [...lines.slice(closing + 1), ...below]
    lines = lines.slice(0, closing)
  }
  const signed = below.length > 0 ? null : nameAtEnd(lines)
  if (signed !== null) {
    below = [signed]
    lines = lines.slice(0, lines.lastIndexOf(signed))
  }
  const firstBelow = below.find((line) => line.trim() !== '')
  return {
    text: lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    name: asName(firstBelow ?? ''),
  }
}

function isSignature(lines: readonly string[]): boolean {
  const said = lines.filter((line) => line.trim() !== '')
  return (
    said.length <= MAX_LINES_AFTER &&
    said.every((line) => line.length <= MAX_LINE_CHARS && !line.includes('?'))
  )
}

/** A name alone in the last line, under an empty one: a signature without a closing. */
function nameAtEnd(lines: readonly string[]): string | null {
  const said = lines.findLastIndex((line) => line.trim() !== '')
  const line = lines[said] ?? ''
  const isApart = said > 1 && lines[said - 1]?.trim() === ''
  return isApart && line.split(' ').length <= 3 && asName(line) !== null && !/[.!?]$/.test(line) ? line : null
}
