/** What has to be. */
const MUST =
  /(?<!\p{L})(?:must|have to|has to|had to|need(?:s|ed)? to|obliged|obligatory|compulsory|mandatory|required|requires?|müssen|muss|doit|doivent|debe|deben|hay que)(?!\p{L})/iu
const NEED_NOT =
  /(?<!\p{L})(?:must not|mustn['’]t|need not|needn['’]t|(?:do|does|did)(?: not|n['’]t) (?:have|need) to|not (?:required|obliged|mandatory|compulsory))(?!\p{L})/iu
/** What may be, and may be left. */
const MAY =
  /(?<!\p{L})(?:may|can|could|possible|optional|voluntary|free to|recommended?|kann|können|darf|peut|peuvent|puede|pueden)(?!\p{L})/iu
/** Says that it has to be without such a word. */
const ORDER = /(?<!\p{L})(?:please|only|never|always|necessary|needs?|should|bitte|nur)(?!\p{L})/iu

/** Whether a statement makes a duty of what the evidence leaves to one's choice. */
export function makesDuty(statement: string, evidence: string): boolean {
  return (
    MUST.test(statement) &&
    !NEED_NOT.test(statement) &&
    MAY.test(evidence) &&
    !MUST.test(evidence) &&
    !ORDER.test(evidence)
  )
}
