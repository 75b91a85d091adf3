import type { AnswerEvent } from '@shared/contract'
import { AppError, assertNever, fromWire } from '@shared/errors'
import type { Message } from '@shared/models'
import type { Client } from '@shared/rpc/client'
import type { CommandContext, ExitCode } from '../command-context'
import { cut, cutStart, printable } from '../text-layout'
import { placeOf, titleOf } from './search'

export interface AskCommandOptions {
  readonly question: string
  readonly askAnew: boolean
}

/** Streams the answer, then its sources under the numbers that the text cites. Ctrl+C keeps what came. */
export async function runAsk(context: CommandContext, options: AskCommandOptions): Promise<ExitCode> {
  const { output, signal } = context
  const { question, askAnew } = options
  return context.withEngine(async (client) => {
    const { answerId } = await client.call('ask.start', { question, askAnew }, signal)
    const stop = () => void client.call('ask.stop', { answerId }).catch(() => {})
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    const writer = output.isJson ? null : createWriter(context)
    const message = await followAnswer(client, answerId, (event) => {
      if (writer) writer.take(event)
      else output.json(event)
    })
    signal.removeEventListener('abort', stop)
    writer?.finish(message)
    if (message.notice) output.note(message.notice.message)
    if (message.state === 'failed' && !message.notice)
      throw new AppError('internal', 'The answer could not be written.')
    return message.state === 'complete' ? 0 : 1
  })
}

/** Calls back with each event and resolves with the message as it was saved. */
async function followAnswer(
  client: Client,
  answerId: number,
  onEvent: (event: AnswerEvent) => void,
): Promise<Message> {
  for await (const event of client.stream('ask.watch', { answerId })) {
    onEvent(event)
    if (event.kind === 'done') return event.message
  }
  throw fromWire({ code: 'engine_stopped', message: 'The engine ended before the answer did.', retry: true })
}

interface AnswerWriter {
  take(event: AnswerEvent): void
  finish(message: Message): void
}

const STEPS = { searching: 'Searching…', waiting: 'Waiting for the answer…', writing: '' } as const

function createWriter({ output }: CommandContext): AnswerWriter {
  let written = ''
  const write = (text: string) => {
    if (!text) return
    output.endProgress()
    written += text
    output.write(printable(text))
  }
  return {
    take(event) {
      switch (event.kind) {
        case 'snapshot':
          return write(event.message.text)
        case 'delta':
          return write(event.text)
        case 'step':
          if (output.isInteractive && !written) output.progress(STEPS[event.step])
          return
        case 'done':
          // a snapshot or the deltas gave the text already, but for what only the saved message has
          if (event.message.text.startsWith(written)) write(event.message.text.slice(written.length))
          return
        case 'passages':
          return
        default:
          return assertNever(event)
      }
    },
    finish(message) {
      output.endProgress()
      if (written) output.line()
      printSources(output, message)
    },
  }
}

function printSources(output: CommandContext['output'], message: Message): void {
  const cited = new Set([...message.text.matchAll(/\[(\d+)\]/g)].map((match) => Number(match[1])))
  const numbered = message.passages.map((passage, index) => ({ number: index + 1, passage }))
  const shown = numbered.filter(({ number }) => cited.has(number))
  if (shown.length > 0) {
    output.line()
    output.line(output.bold('Sources'))
  }
  for (const { number, passage } of shown) {
    const mark = `[${number}] `
    const room = output.columns - mark.length
    output.line(mark + cut(titleOf(passage), room))
    output.line(' '.repeat(mark.length) + output.dim(cutStart(placeOf(passage), room)))
  }
  const origin = originOf(message)
  if (origin) output.note(origin)
}

/** How the answer came to be, where that is not "the model just wrote it". */
function originOf(message: Message): string | null {
  if (message.cachedAt !== null)
    return `This answer was stored on ${new Date(message.cachedAt).toLocaleString()}. --ask-anew writes it again.`
  if (message.origin === 'extractive' && !message.notice)
    return 'These are the best passages, quoted; no model wrote this answer.'
  return null
}
