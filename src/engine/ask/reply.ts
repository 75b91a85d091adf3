import type { AnswerTask } from '@shared/models'
import type { Settings } from '@shared/settings'
import { greetingFor } from './language/reply-phrases'
import type { Thread } from './thread/read-thread'

type Draft = Extract<AnswerTask, { kind: 'draft' }>

/** How one reply is to be written, fixed when it is asked for. */
export interface Reply extends Pick<Draft, 'tone' | 'length'> {
  /** BCP 47; null: the customer's, which is not sure here. */
  readonly language: string | null
  readonly customerName: string | null
  /** Added here and never asked of the model; null where the model has to greet. */
  readonly greeting: string | null
  /** The agent's; '' for none. */
  readonly signature: string
}

export function planReply(task: Draft, thread: Thread, settings: Settings): Reply {
  const language = task.language ?? thread.language
  const { customerName } = thread
  const greeting = greetingFor({ own: settings.replyGreeting, customerName, language, tone: task.tone })
  const signature = settings.replySignature.trim()
  return { tone: task.tone, length: task.length, language, customerName, greeting, signature }
}

/** Greetings at the beginning of a line that says nothing else. */
const GREETING_LINE =
  /^\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen|abend)|lieber?|sehr geehrte[rs]?|bonjour|bonsoir|cher|chère|hola|estimad[oa]|buen[oa]s (?:días|tardes)|ciao|buongiorno|gentile|beste|geachte|olá|bom dia|hej|hei|kære|dzień dobry|cześć|dobrý den)\b[^\n.?]{0,60}[,!:.]?[ \t]*(?:\n|$)/iu

/** What was written, between greeting and signature; a greeting the model wrote all the same goes. */
export function framedReply(body: string, { greeting, signature }: Reply): string {
  const own = greeting === null ? body : body.replace(GREETING_LINE, '')
  return [greeting ?? '', own.trim(), signature].filter((part) => part !== '').join('\n\n')
}
