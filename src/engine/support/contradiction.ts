import { questionWords } from '../search/question-terms'
import { deniesOther } from './negated-words'
import { hasSwappedNumbers } from './swapped-numbers'
import { hasSwappedWord } from './swapped-words'
import { hasOppositeWord } from './word-sense'
import { inOneWay } from './wordings'

const NEGATION =
  /(?<!\p{L})(?:not|n['’]t|cannot|no|never|none|nobody|nothing|neither|nor|without|unable|impossible|except|unless|nicht|kein\p{L}*|nie|niemals|ohne|außer|ne|n['’]|pas|jamais|sans|aucun\p{L}*|sauf|nunca|sin|ningún|ninguna|salvo)(?!\p{L})|n['’]t(?!\p{L})/giu
/** Says no without a word of negation. */
const REFUSAL =
  /(?<!\p{L})(?:closed|forbidden|prohibited|banned|excluded|exempt|refuse[ds]?|unavailable|ruled out|too late|ausgenommen|ausgeschlossen|verboten|geschlossen|entfällt|interdite?s?|fermée?s?|exclue?s?|prohibid[oa]s?|cerrad[oa]s?|excluid[oa]s?)(?!\p{L})/iu
/** Words that turn a statement round. One of a pair in the statement and only the other one in the evidence: no support. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['on|enable|enabled|activate|activated', 'off|disable|disabled|deactivate|deactivated'],
  ['before|prior to', 'after'],
  [
    'above|more than|over|exceeding|taller than|older than|at least',
    'below|less than|under|fewer than|up to|at most|younger than',
  ],
  ['first|oldest|earliest', 'latest|newest|last'],
  ['always|every time|immer|toujours|siempre', 'never|nie|niemals|jamais|nunca'],
  [
    'immediately|at once|instantly|straight away|right away|same moment',
    'at the end|later|until|within \\d+',
  ],
  [
    'free|included|includes|inbegriffen|comprise?s?|incluse?s?|incluid[oa]s?',
    'costs?|fee|charged|excluded|kostet|kosten|coûten?t?|payante?s?|cuestan?',
  ],
  ['summer|april to september', 'winter|october to march'],
  ['empty', 'full'],
  ['valid', 'invalid'],
  ['possible', 'impossible'],
  ['fully|completely', '(?<!and a )half(?! (?:an? )?(?:hour|day|year|month|past|of))|partly'],
  ['used|opened', 'unused|unopened'],
  ['public', 'private'],
  ['online', 'at the airport|offline|in person'],
  ['dry', 'wet|moist|damp'],
  ['safe|harmless', 'toxic|poisonous|dangerous|irritates'],
  ['allowed|permitted|may|can|welcome|possible|fine|okay', 'forbidden|prohibited'],
  ['everyone|everybody|anyone|anybody|all', 'only|nobody'],
  ['automatically|by itself|themselves', 'manually|by hand'],
  ['increase\\p{L}*|raise\\p{L}*|higher', 'decrease\\p{L}*|reduce\\p{L}*|lower'],
  ['red', 'green|white|blue'],
  ['saturdays?', 'sundays?|mondays?|weekdays?'],
  ['day|daily', 'night|nightly'],
  ['next salary', 'next but one|after next'],
  ['e-mail|email|online|electronically', 'post|letter|in person'],
  ['front|vorderseite', 'back|rear|rückseite'],
  [
    'with an adult|accompanied|when an adult is with \\p{L}+',
    'alone|unaccompanied|by themselves|on their own',
  ],
  [
    'keep\\p{L}*|stay\\p{L}*|remain\\p{L}*|preserve\\p{L}*',
    'lost|lose\\p{L}*|delete\\p{L}*|remove\\p{L}*|erase\\p{L}*|void',
  ],
  ['exchanged', 'refunded'],
  ['buy|bought|purchase\\p{L}*', 'rent\\p{L}*|hire\\p{L}*|borrow\\p{L}*|lent'],
  ['once', 'twice|as often as'],
]

/** Words that promise more than the evidence where that sets a limit; the other way round is no contradiction. */
const OVERSTATEMENTS: readonly (readonly [string, string])[] = [
  [
    'always|every time|in any case|for everybody|immer|in jedem fall|toujours|dans tous les cas|siempre|en todo caso',
    'only|provided|as long as|sofern|falls|if|when|except|unless|nur|außer|wenn|sauf|si|salvo|solo',
  ],
  [
    'at any time|any time|whenever|any day|jederzeit|à tout moment|en cualquier momento',
    'only|after|until|within|before|at least|once|notice|nach|bis|innerhalb|frühestens|spätestens|après|avant|jusqu|después|antes|hasta',
  ],
  [
    'as often as you (?:like|want|wish)|any number of times|unlimited',
    'once|one time|every \\d+ \\p{L}+|at most|maximum',
  ],
  [
    '(?:all|every|each|any)(?= (?!day|week|month|year|time)\\p{L})|everything|everyone|everybody|anyone|for all|to all|both|alle[nrs]?|jede[nrs]?|tous|toutes|todos|todas|für jeden',
    'some|certain|only|(?<!at )most|many|selected|several|those with|reserved|réservée?s? aux?|reservad[oa]s? a|except|apart from|unless|excluding|einige\\p{L}*|manche\\p{L}*|nur|certain\\p{L}*|algun\\p{L}*',
  ],
  [
    'as long as (?:you|they|he|she) (?:like|likes|want|wants|wish|wishes)|without (?:a |any )?(?:time )?limit',
    'at most|maximum|no longer than|up to',
  ],
  ['for good|for ever|forever|permanently', 'for \\d+|for (?:an?|one|two|three|half)'],
]

/** Whether a statement says the opposite of the evidence that it is nearest to, or gives a number to the wrong thing. */
export function contradicts(stated: string, known: string): boolean {
  const statement = inOneWay(stated)
  const evidence = inOneWay(known)
  // "not below" is "above": two turns make none
  const isDenied = hasOtherPolarity(statement, evidence)
  const isTurned = hasOpposite(statement, evidence)
    ? !isDenied
    : isDenied && !refuses(statement, nearestClause(statement, evidence))
  return (
    isTurned ||
    overstates(statement, evidence) ||
    deniesOther(statement, evidence) ||
    hasSwappedNumbers(statement, evidence) ||
    hasSwappedWord(statement, evidence)
  )
}

function hasOpposite(statement: string, evidence: string): boolean {
  const clause = nearestClause(statement, evidence)
  const namesPrice = /[€$£]|(?<!\p{L})(?:euros?|dollars?|pounds?|eur|usd|gbp|chf)(?!\p{L})/iu.test(statement)
  const turns = ([one, other]: readonly [string, string]) => {
    // "if a room is free, you may stay for 25 euros" promises nothing for free
    if (namesPrice && one.startsWith('free')) return false
    const [a, b] = [anyOf(one), anyOf(other)]
    return a.test(statement) && !b.test(statement) && b.test(clause) && !a.test(clause)
  }
  return (
    OPPOSITES.some(([one, other]) => turns([one, other]) || turns([other, one])) ||
    hasOppositeWord(statement, clause)
  )
}

/** A limit may stand in another clause than the one that is nearest, and "except" is no denial of the whole. */
function overstates(statement: string, evidence: string): boolean {
  return OVERSTATEMENTS.some(([wide, limit]) => {
    const [a, b] = [anyOf(wide), anyOf(limit)]
    return a.test(statement) && !b.test(statement) && b.test(evidence) && !a.test(evidence)
  })
}

const patterns = new Map<string, RegExp>()
function anyOf(words: string): RegExp {
  const pattern = patterns.get(words) ?? new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu')
  patterns.set(words, pattern)
  return pattern
}

function hasOtherPolarity(statement: string, evidence: string): boolean {
  const clause = withoutStrange(nearestClause(statement, evidence), statement)
  return isNegative(statement) !== isNegative(clause) && isNegative(statement) !== isNegative(evidence)
}

/** One says with a word of its own what the other denies: "the sauna is closed in July" and "there is no sauna in July". */
function refuses(statement: string, clause: string): boolean {
  const [denying, other] = isNegative(statement) ? [statement, clause] : [clause, statement]
  return REFUSAL.test(other) && !REFUSAL.test(denying)
}

/** "Clean it without detergent" denies nothing to a statement that does not speak of detergent. */
function withoutStrange(clause: string, statement: string): string {
  const stems = new Set(questionWords(statement).map(({ stem }) => stem))
  return clause.replace(
    /(?<!\p{L})(?:without|ohne|sans|sin) (?:an? |the |any )?(\p{L}+)/giu,
    (all, word: string) => (stems.has(questionWords(word)[0]?.stem ?? '') ? all : ''),
  )
}

function isNegative(text: string): boolean {
  return [...text.matchAll(NEGATION)].length > 0
}

function clausesOf(text: string): string[] {
  return text
    .split(
      /[;:](?!\d)|,(?!\d)|\s[–—]\s|(?<!\p{L})(?:but|aber|mais|pero|and(?= (?:is|are|was|were|do|does|can|cannot|will|must|may|should|has|have|takes?|costs?|they|it|you|we)\b))(?!\p{L})/iu,
    )
    .filter((clause) => /\p{L}/u.test(clause))
}

/** What the sentence begins with is said of all its clauses, so it makes none of them nearer. */
function nearestClause(statement: string, evidence: string): string {
  const stems = new Set(questionWords(statement).map(({ stem }) => stem))
  const subject = [...stems][0]
  const shared = questionWords(evidence)[0]?.stem
  let best = evidence
  let most = -1
  for (const clause of clausesOf(evidence)) {
    const words = questionWords(clause).filter(({ stem }) => stems.has(stem) && stem !== shared)
    // what it speaks of says more than what it says of it
    const held = words.reduce((sum, { stem }) => sum + (stem === subject ? 2 : 1), 0)
    if (held > most) [best, most] = [clause, held]
  }
  return best
}
