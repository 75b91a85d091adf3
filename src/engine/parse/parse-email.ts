import type { Address, Attachment, Email } from 'postal-mime'
import PostalMime from 'postal-mime'
import { tidyText } from './decode-text'
import { toDateMs, toUrl } from './facts'
import { writeHtml } from './html-to-text'
import { parseText } from './parse-text'
import { Refusal } from './refusal'
import { createTextBuilder, NO_FACTS, type StructuredText, type TextBuilder } from './structured-text'

/** Deeper nesting is no letter any more; the reader's own limit is 256. */
const MAX_NESTING_DEPTH = 30
const MAX_NAMED_ATTACHMENTS = 20

/** A letter: who wrote it, and its words; what was attached is named and not opened. Throws a Refusal. */
export async function parseEmail(bytes: Buffer): Promise<StructuredText> {
  const email = await readMessage(bytes, 'email')
  const builder = createTextBuilder()
  const from = email.from ? addressName(email.from) : ''
  if (from) builder.block(`From: ${from}`, { layout: { kind: 'record' } })
  const { warnings } = writeBody(builder, email)
  const attached = email.attachments.filter((one) => !one.related).map(attachmentName)
  if (attached.length > 0)
    builder.block(`Attachments: ${attached.slice(0, MAX_NAMED_ATTACHMENTS).join(', ')}`)
  return {
    title: email.subject ?? null,
    ...builder.finish(),
    facts: { ...NO_FACTS, dateMs: toDateMs(email.date) },
    warnings,
  }
}

/** A web page saved with its pictures in one file. Throws a Refusal. */
export async function parseMhtml(bytes: Buffer): Promise<StructuredText> {
  const page = await readMessage(bytes, 'saved page')
  if (!page.html)
    throw new Refusal('damaged', 'This is not a saved web page, or a damaged one: it holds no page.')
  const builder = createTextBuilder()
  const { title, facts, warnings } = writeHtml(tidyText(page.html), builder)
  const address = headerOf(page, 'snapshot-content-location') ?? headerOf(page, 'content-location')
  return {
    title: title ?? page.subject ?? null,
    ...builder.finish(),
    facts: { ...facts, url: facts.url ?? toUrl(address), dateMs: facts.dateMs ?? toDateMs(page.date) },
    warnings,
  }
}

async function readMessage(bytes: Buffer, kind: string): Promise<Email> {
  let email: Email
  try {
    email = await PostalMime.parse(bytes, { maxNestingDepth: MAX_NESTING_DEPTH, rfc822Attachments: true })
  } catch {
    throw new Refusal('damaged', `The ${kind} is damaged, or nested too deeply to be read.`)
  }
  if (email.headers.length === 0)
    throw new Refusal('damaged', `This is no ${kind}: it does not begin with its headers.`)
  if (/multipart\/encrypted|enveloped-data/iu.test(headerOf(email, 'content-type') ?? ''))
    throw new Refusal('encrypted', 'The message is encrypted. Save it decrypted, then import it again.')
  return email
}

function headerOf(email: Email, key: string): string | undefined {
  return email.headers.find((header) => header.key === key)?.value
}

function writeBody(builder: TextBuilder, email: Email): { readonly warnings: readonly string[] } {
  const text = tidyText(email.text ?? '').trim()
  if (!text) {
    return { warnings: email.html ? writeHtml(tidyText(email.html), builder).warnings : [] }
  }
  const body = parseText(text, { hasHeadings: false })
  for (const block of body.blocks) {
    const paragraph = text.slice(block.start, block.end)
    const isQuote = /^>/u.test(paragraph)
    builder.block(paragraph, isQuote ? { layout: { kind: 'quote', level: 1 } } : {})
  }
  return { warnings: body.warnings }
}

function addressName({ name, address }: Address): string {
  return [name, address ? `<${address}>` : ''].filter(Boolean).join(' ')
}

function attachmentName({ filename, mimeType }: Attachment): string {
  return (filename ?? mimeType).replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 120)
}
