import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { LINK_ROUTE } from './routes'

const LINK_FILE = 'browser-shell.json'

const linkFileSchema = z.object({ pid: z.number().int(), port: z.number().int(), secret: z.string() })

/** Long enough for a busy shell, short enough for a person who waits at a prompt. */
const ANSWER_TIMEOUT_MS = 2_000

/** Readable by this user alone: how a second start reaches the shell that has this data folder. */
export function writeLinkFile(dataDir: string, content: z.infer<typeof linkFileSchema>): void {
  const file = join(dataDir, LINK_FILE)
  // written anew rather than over an old one, whose permissions it would keep
  rmSync(file, { force: true })
  writeFileSync(file, `${JSON.stringify(content)}\n`, { mode: 0o600 })
}

export function removeLinkFile(dataDir: string): void {
  rmSync(join(dataDir, LINK_FILE), { force: true })
}

/** A new link from the shell that runs on this data folder; null when none does. */
export async function askRunningShell(dataDir: string): Promise<string | null> {
  try {
    const { port, secret } = linkFileSchema.parse(JSON.parse(readFileSync(join(dataDir, LINK_FILE), 'utf8')))
    const reply = await fetch(`http://127.0.0.1:${port}${LINK_ROUTE}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}` },
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    })
    if (!reply.ok) return null
    return z.object({ link: z.url() }).parse(await reply.json()).link
  } catch {
    return null // no file, a stale one, or somebody else on that port by now
  }
}
