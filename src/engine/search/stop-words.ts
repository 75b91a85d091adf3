/**
 * Words that say how something is asked and not what about. Left out of keyword search, unless a query holds nothing
 * else: at 50,000 passages each of them stands in most, costs 20 ms and moves nothing.
 */
const WORDS = `
  a about above after again against all also am an and any anybody anyone anything are as at be became because been
  before being below between both but by can cannot could customer customers did do does doing done down during each
  either else ever every few for from further get gets getting give given go goes going got had has have having he
  hello help her here hers hi him his how however i if in into is it its itself just kindly know let like long many
  may me might mine more most much must my need needs no nor not now of off often on once one only or other our ours
  out over own please should so some somebody someone something still such tell than thank thanks that the their
  theirs them then there these they thing things this those through to too under until up us use very want wants was
  we well went were what when where which while who whom whose why will with within without would yes yet you your
  yours d ll m re s t ve don doesn didn isn aren wasn weren won wouldn couldn shouldn hasn haven hadn
  im ive id dont doesnt didnt isnt cant wont whats`

const STOP_WORDS: ReadonlySet<string> = new Set(WORDS.trim().split(/\s+/))

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word.toLowerCase())
}
