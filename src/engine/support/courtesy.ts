import { quantitiesIn } from './quantities'

/** Openings of sentences that greet, thank, feel with somebody, or close a letter, and claim nothing. */
const COURTESY =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|thanks|thank you|many thanks|sorry|i['’]?m (?:so |very |really )?sorry|we(?:['’]re| are) (?:so |very |really )?sorry|apologies|we apologi[sz]e|i apologi[sz]e|please accept|i understand|we understand|i hope|we hope|hope (?:this|that)|happy to help|glad to|i['’]d be happy|please (?:don['’]t hesitate|feel free|let (?:me|us) know)|let (?:me|us) know|feel free|don['’]t hesitate|if you (?:have|need) (?:any )?(?:more |further |other |additional )?(?:questions|help|anything)|have a (?:nice|great|good|lovely)|(?:kind|best|warm|many) (?:regards|wishes|greetings)|best[,.]?$|regards|sincerely|yours|cheers|take care|here(?:['’]s| is) (?:what|how)|great question|good question|of course|sure|certainly|absolutely|guten (?:tag|morgen|abend)|hallo|liebe[r]?\b|sehr geehrte|vielen dank|danke|es tut (?:mir|uns) leid|mit freundlichen|viele grüße|freundliche grüße|herzliche grüße|melden sie sich|ich hoffe|wir hoffen|bonjour|bonsoir|cher|chère|merci|désolé|je suis désolé|nous sommes désolés|cordialement|bien à vous|n['’]hésitez pas|hola|buenos días|buenas tardes|estimad[oa]|gracias|lo siento|lamentamos|un saludo|saludos|atentamente|no dude)(?!\p{L})/iu
/** A courtesy that goes on to state something is a statement. */
const MAX_WORDS = 16
const GREETING = /^[\p{L}.’' -]{2,60}[,!]$/u

/** Whether a sentence claims nothing that a source would have to bear out: a greeting, thanks, a question back. */
export function isCourtesy(text: string): boolean {
  if (quantitiesIn(text).length > 0) return false
  if (/[?¿]\s*$/.test(text)) return true
  const words = text.split(/\s+/).length
  if (words <= 6 && GREETING.test(text)) return true
  return words <= MAX_WORDS && COURTESY.test(text)
}
