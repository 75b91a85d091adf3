import { questionWords } from '../search/question-terms'

const NEGATION =
  /(?<!\p{L})(?:not|cannot|can['’]t|don['’]t|doesn['’]t|won['’]t|isn['’]t|aren['’]t|never|no|without|nicht|keine?[nrs]?|nie|ohne|pas|jamais|sans|no|nunca|sin)(?!\p{L})/giu
/** How far behind its negation a word may stand. */
const REACH = 4
/** Words between: they are not what is negated. */
const BETWEEN =
  /^(?:be|been|being|have|has|had|to|the|an?|any|it|them|can|will|may|must|get|also|only|just|yet|se|lo|la|le|les|de|der|die|das|den|ein\p{L}*|puede\p{L}*|peut|pouvez)$/iu

/** Stems of what a text denies: "cannot be exchanged" denies the exchange. */
export function deniedStems(text: string): Set<string> {
  const denied = new Set<string>()
  for (const { index, 0: found } of text.matchAll(NEGATION)) {
    const behind = text.slice(index + found.length).split(/[,;:.!?]/u, 1)[0] ?? ''
    const words = behind.split(/[^\p{L}\p{N}'’-]+/u).filter(Boolean)
    const word = words.slice(0, REACH).find((one) => !BETWEEN.test(one))
    const stem = word === undefined ? undefined : questionWords(word)[0]?.stem
    if (stem !== undefined) denied.add(stem)
  }
  return denied
}

/** Whether one of the two denies what the other says: "exchanged, not refunded" and "refunded, not exchanged". */
export function deniesOther(statement: string, evidence: string): boolean {
  const isSaid = (text: string, denied: ReadonlySet<string>, stem: string) =>
    !denied.has(stem) && questionWords(text).some((word) => word.stem === stem)
  const [stated, known] = [deniedStems(statement), deniedStems(evidence)]
  const turned = [...stated].some((stem) => isSaid(evidence, known, stem))
  return turned && [...known].some((stem) => isSaid(statement, stated, stem))
}
