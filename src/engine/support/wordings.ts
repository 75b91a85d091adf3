const FREE =
  /(?<!\p{L})(?:(?:free|without) (?:of )?(?:an? |any )?(?:extra |additional )?(?:charge|cost|fee)s?|without paying(?: (?:for it|anything|extra))?|(?:at )?no (?:extra |additional |further )?(?:charge|cost|fee|shipping costs?)s?|costs? (?:you )?nothing|(?:pays? )nothing(?: extra)?|nothing extra|for nothing|for free|gratis|kostenlos\p{L}*|kostenfrei\p{L}*|gebührenfrei\p{L}*|kostet (?:sie |dich )?nichts|keine \p{L}*(?:kosten|gebühren?)|keinen versand|nichts (?:be)?zahlen|(?:be)?zahlen sie (?:\p{L}+ ){0,4}nichts|sans (?:aucuns? )?frais|gratuit\p{L}*|ne (?:vous )?coûten?t? rien|ne (?:paient|payez|paie) pas|gratuit[oa]\p{L}*|no (?:le |te )?cuesta nada|sin (?:ningún )?coste)(?!\p{L})/giu
const IN_ANY_CASE =
  /(?<!\p{L})(?:even (?:if|when)|no matter (?:if|when|whether)|regardless of whether|whether or not|auch wenn|même si|aunque|incluso si)(?!\p{L})/giu
const PAY_NOT =
  /(?<!\p{L})(?:do(?:es)?n['’]t|do(?:es)? not|won['’]t|will not) (?:have to |need to )?pay(?: anything)?(?: for)?(?!\p{L})/giu
const DENIED = String.raw`(?<!\p{L})(?:no|not|never|cannot|nicht|kein\p{L}*|\p{L}+n['’]t)(?:\s+(?:be|get|take|last|cost|weigh|any|of|\p{L}+ing))?\s+`
const NOT_MORE = new RegExp(
  `${DENIED}(?:more|later|longer|larger|bigger|higher|older|heavier|greater|wider|taller|only|länger|später|mehr)(?: than| als)?(?!\\p{L})|(?<!\\p{L})nicht \\p{L}+er als(?!\\p{L})`,
  'giu',
)
const NOT_LESS = new RegExp(
  `${DENIED}(?:less|fewer|earlier|smaller|lower|shorter|younger|lighter|weniger|früher|kleiner|jünger|kürzer) ?(?:than|als)(?!\\p{L})`,
  'giu',
)

/** Several ways to say one thing made one, and words of negation that negate nothing taken out. */
export function inOneWay(text: string): string {
  return (
    text
      // said of every case, so no condition
      .replace(IN_ANY_CASE, 'in any case')
      .replace(FREE, 'free')
      .replace(PAY_NOT, 'free')
      // "not refunded unless faulty" is "refunded only if faulty"
      .replace(/(?<!\p{L})not ([^.;]{1,80}?) unless(?!\p{L})/giu, '$1 only if')
      .replace(/(?<!\p{L})or not(?!\p{L})/giu, 'or')
      .replace(/(?<!\p{L})(?:do(?:es)? no harm|no harm|isn['’]t harmful|not harmful)(?!\p{L})/giu, 'harmless')
      .replace(NOT_LESS, 'at least ')
      .replace(NOT_MORE, 'at most ')
  )
}
