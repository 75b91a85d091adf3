/** Days, months and seasons by name, each line one, in four languages; the first word names it. */
const DAYS = `
  mon monday mondays montag montags lundi lunes
  tue tuesday tuesdays dienstag dienstags mardi martes
  wed wednesday wednesdays mittwoch mittwochs mercredi miércoles
  thu thursday thursdays donnerstag donnerstags jeudi jueves
  fri friday fridays freitag freitags vendredi viernes
  sat saturday saturdays samstag samstags sonnabend samedi sábado sábados
  sun sunday sundays sonntag sonntags dimanche domingo domingos`
const MONTHS = `
  january januar janvier enero
  february februar février febrero
  april avril abril
  june juni juin junio
  july juli juillet julio
  august août agosto
  september septembre septiembre
  october oktober octobre octubre
  november novembre noviembre
  december dezember décembre diciembre`
const SEASONS = `
  winter hiver invierno
  summer sommer été verano
  autumn herbst automne otoño`

const NAMES = [DAYS, MONTHS, SEASONS].map(
  (lines) =>
    new Map(
      lines
        .trim()
        .split('\n')
        .flatMap((line) => {
          const words = line.trim().split(' ')
          return words.map((word): [string, string] => [word, words[0] ?? ''])
        }),
    ),
)
const SPANS: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /(?<!\p{L})(?:weekdays?|working days|business days|werktags|wochentags|en semaine|entre semana)(?!\p{L})/iu,
    ['mon', 'tue', 'wed', 'thu', 'fri'],
  ],
  [
    /(?<!\p{L})(?:weekends?|wochenenden?|week-ends?|fin de semana|fines de semana)(?!\p{L})/iu,
    ['sat', 'sun'],
  ],
]
const ANY_DAY =
  /(?<!\p{L})(?:daily|every day|each day|any day|at all times|always|täglich|jeden tag|tous les jours|todos los días)(?!\p{L})/iu
const OPEN_SPAN =
  /(?<!\p{L})(?:after|since|from|until|before|by|ab|bis|nach|seit|vor|dès|depuis|desde|hasta)(?!\p{L})/iu

/** Whether a statement names a day, a month or a season, and the evidence speaks of none or of others. */
export function hasOtherTime(statement: string, evidence: string): boolean {
  // "from Monday to Friday" and "since July" say more days than they name
  if (hasOtherDate(statement, evidence)) return true
  if (ANY_DAY.test(evidence) || ANY_DAY.test(statement)) return false
  return NAMES.some((names) => {
    const stated = namedIn(statement, names)
    if (stated.length === 0) return false
    if (!names.has('monday') && (OPEN_SPAN.test(evidence) || OPEN_SPAN.test(statement))) return false
    const known = namedIn(evidence, names)
    const first = known.at(0)
    const isRange = known.length > 1 && /(?:[–-]|\bto\b|\bbis\b|\bà\b|\ba\b)/u.test(evidence)
    return first === undefined || (!isRange && !stated.some((name) => known.includes(name)))
  })
}

/** Those that are words of other meanings too, unless a day stands beside them. */
const DATED = new Map(
  ['march märz mars marzo', 'may mai mayo'].flatMap((line) =>
    line.split(' ').map((word): [string, string] => [word, line]),
  ),
)

/** Whether the day of a month is another one than any that the evidence names: "15 July" for "15 June". */
function hasOtherDate(statement: string, evidence: string): boolean {
  const known = datesIn(evidence)
  return known.length > 0 && datesIn(statement).some((date) => !known.includes(date))
}

const DAY_FIRST = /(?<!\p{N})(\d{1,2})(?:\.|st|nd|rd|th|er)?\s(?:of\s|de\s)?(?<month>\p{L}+)/giu
const MONTH_FIRST = /(?<!\p{L})(?<month>\p{L}+)\s(\d{1,2})(?!\p{N})/giu

function datesIn(text: string): string[] {
  return [...text.matchAll(DAY_FIRST), ...text.matchAll(MONTH_FIRST)].flatMap(({ 0: date, groups }) => {
    const { month = '' } = groups ?? {}
    const word = month.toLowerCase()
    const name = NAMES[1]?.get(word) ?? DATED.get(word)
    return name === undefined ? [] : [`${/\d+/.exec(date)?.[0]} ${name}`]
  })
}

function namedIn(text: string, names: ReadonlyMap<string, string>): string[] {
  const spans = names.has('monday')
    ? SPANS.filter(([span]) => span.test(text)).flatMap(([, days]) => days)
    : []
  const words = text.toLowerCase().split(/[^\p{L}]+/u)
  return [...spans, ...words.flatMap((word) => names.get(word) ?? [])]
}
