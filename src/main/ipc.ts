import {
  type DesktopCall,
  type DesktopCalls,
  type DesktopMessage,
  type DesktopMessages,
  type DesktopReply,
  PORT_CHANNEL,
} from '@shared/desktop-ipc'
import { AppError, isCancelled, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import { type IpcMainInvokeEvent, ipcMain, type MessagePortMain, type WebContents } from 'electron'
import { z } from 'zod'
import { isAppUrl } from './page-origin'

/** A file name of 4096 bytes is the longest any system opens. */
const PATH_MAX_CHARS = 4_096
const DROPPED_PATHS_MAX = 10_000
/** A list of 100,000 files with their reasons takes some 20 MB. */
const SAVED_TEXT_MAX_CHARS = 100_000_000

const profileId = z.number().int().positive()

/** What each channel takes; a channel without a schema does not compile. */
const INPUTS: { readonly [C in DesktopCall]: z.ZodType<DesktopCalls[C]['input']> } = {
  'engine:port': z.null(),
  'engine:watch': z.null(),
  'engine:restart': z.null(),
  'files:pick': z.enum(['files', 'folder', 'pack']),
  'files:dropped': z
    .array(
      z
        .string()
        .min(1)
        .max(PATH_MAX_CHARS)
        .refine((path) => !path.includes('\0')),
    )
    .min(1)
    .max(DROPPED_PATHS_MAX),
  'files:save': z.object({
    // a name, not a path: where to is asked in the system's dialog
    fileName: z.string().regex(/^[^\p{C}\p{Z}.<>:"/\\|?*][^\p{C}\p{Zl}\p{Zp}<>:"/\\|?*]{0,119}$/u),
    mediaType: z.string().max(100),
    text: z.string().max(SAVED_TEXT_MAX_CHARS),
    encoding: z.enum(['utf8', 'base64']).optional(),
  }),
  'secrets:state': profileId,
  'secrets:save': z.object({
    profileId,
    apiKey: z.string().trim().min(1, 'Enter a key.').max(500, 'That is too long for a key.'),
  }),
  'secrets:remove': profileId,
  'links:open': z.string().min(1).max(10_000),
  'documents:open': z.number().int().positive(),
}

/** Everything main does for the page: one function for each channel. */
export type IpcHandlers = {
  readonly [C in DesktopCall]: (
    input: DesktopCalls[C]['input'],
    sender: WebContents,
  ) => DesktopCalls[C]['output'] | Promise<DesktopCalls[C]['output']>
}

export interface Ipc {
  /** From now on this window's page may call; until it is closed. */
  trust(contents: WebContents): void
  /** To every trusted page. */
  broadcast<M extends DesktopMessage>(channel: M, message: DesktopMessages[M]): void
  send<M extends DesktopMessage>(contents: WebContents, channel: M, message: DesktopMessages[M]): void
  sendPort(contents: WebContents, port: MessagePortMain): void
}

/** The only place that touches Electron's IPC. Each call is checked twice, by who sent it and by what it says. */
export function setupIpc(handlers: IpcHandlers, log: Logger): Ipc {
  const trusted = new Set<WebContents>()

  function handle<C extends DesktopCall>(channel: C): void {
    const schema: z.ZodType<DesktopCalls[C]['input']> = INPUTS[channel]
    ipcMain.handle(channel, async (event, input: unknown): Promise<DesktopReply> => {
      try {
        assertOurPage(event, trusted)
        return { kind: 'done', output: await handlers[channel](parse(schema, input), event.sender) }
      } catch (thrown) {
        const error = toAppError(thrown)
        if (error.code === 'internal') log.error('ipc_failed', error.cause ?? error, { channel })
        else if (!isCancelled(error)) log.warn('ipc_refused', { channel, code: error.code })
        return { kind: 'failed', error: error.toWire() }
      }
    })
  }
  for (const channel of Object.keys(INPUTS)) handle(channel as DesktopCall)

  function send<M extends DesktopMessage>(contents: WebContents, channel: M, message: DesktopMessages[M]) {
    if (!contents.isDestroyed()) contents.send(channel, message)
  }

  return {
    trust(contents) {
      trusted.add(contents)
      contents.once('destroyed', () => trusted.delete(contents))
    },
    send,
    broadcast: (channel, message) => {
      for (const contents of trusted) send(contents, channel, message)
    },
    sendPort(contents, port) {
      if (contents.isDestroyed()) port.close()
      else contents.postMessage(PORT_CHANNEL, null, [port])
    },
  }
}

/** Throws `forbidden` unless the call comes from the page itself, in a window of ours: not from a frame in it. */
function assertOurPage(event: IpcMainInvokeEvent, trusted: ReadonlySet<WebContents>): void {
  const frame = event.senderFrame
  const isOurs =
    frame !== null && trusted.has(event.sender) && frame === event.sender.mainFrame && isAppUrl(frame.url)
  if (!isOurs) throw new AppError('forbidden', 'This page may not do that.')
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  throw new AppError('bad_request', parsed.error.issues[0]?.message ?? 'Not valid.')
}
