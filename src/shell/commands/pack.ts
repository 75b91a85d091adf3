import { resolve } from 'node:path'
import { AppError } from '@shared/errors'
import type { Pack, PackLocation, PackOutcome } from '@shared/packs'
import type { CommandContext, ExitCode } from '../command-context'
import { withTemporaryEngine } from '../temporary-engine'
import { count, formatBytes, formatTime, layOutTable, oneLine } from '../text-layout'

export async function runPackKeygen(context: CommandContext, file: string): Promise<ExitCode> {
  const { output, signal } = context
  const keyFile = resolve(file)
  const { publicKey, publicFile } = await withTemporaryEngine(context, (inner) =>
    inner.withEngine((client) => client.call('packs.createKey', { file: keyFile }, signal)),
  )
  if (output.isJson) output.json({ publicKey, keyFile, publicFile })
  else {
    output.line(publicKey)
    output.note(
      `The private key is in ${keyFile}: keep it secret, and keep a copy. The line above is for the policy.`,
    )
  }
  return 0
}

export async function runPackSign(context: CommandContext, file: string, keyFile: string): Promise<ExitCode> {
  const { output, signal } = context
  const { publicKey } = await withTemporaryEngine(context, (inner) =>
    inner.withEngine((client) =>
      client.call('packs.sign', { file: resolve(file), keyFile: resolve(keyFile) }, signal),
    ),
  )
  if (output.isJson) output.json({ file: resolve(file), publicKey })
  else output.line(`${resolve(file)} is signed by ${publicKey}.`)
  return 0
}

/** Exit 1 when the pack is not what it should be. */
export async function runPackVerify(
  context: CommandContext,
  file: string,
  key: string | undefined,
): Promise<ExitCode> {
  const { output, signal } = context
  const wanted = key === undefined ? null : key.startsWith('ed25519:') ? key : resolve(key)
  const verified = await withTemporaryEngine(context, (inner) =>
    inner.withEngine((client) => client.call('packs.verify', { file: resolve(file), key: wanted }, signal)),
  )
  if (output.isJson) output.json(verified)
  if (verified.kind === 'refused') {
    if (!output.isJson) output.note(`verdemuse: ${verified.message}`)
    return 1
  }
  if (output.isJson) return 0
  const { name, serial, documentCount, chunkCount, sizeBytes, publicKey } = verified
  const contents = `${count(documentCount, 'document')}, ${count(chunkCount, 'passage')}, ${formatBytes(sizeBytes)}`
  output.line(`“${oneLine(name)}” number ${serial} is whole: ${contents}.`)
  output.line(publicKey === null ? 'It is not signed.' : `It is signed by ${publicKey}.`)
  return 0
}

export interface PackInstallOptions {
  readonly place: string
  readonly collection: string | undefined
  readonly isWatched: boolean | null
  readonly isForced: boolean
}

/** Exit 1 when one of the packs was refused. */
export async function runPackInstall(
  context: CommandContext,
  options: PackInstallOptions,
): Promise<ExitCode> {
  const { collection = null, isWatched, isForced } = options
  const place = /^[a-z][a-z0-9+.-]+:\/\//iu.test(options.place) ? options.place : resolve(options.place)
  context.output.progress('Reading and checking the pack')
  const { outcomes } = await context.withEngine((client) =>
    client.call('packs.installFrom', { place, collection, isWatched, isForced }, context.signal),
  )
  const nothing = 'There is no pack in this folder'
  return report(
    context,
    outcomes,
    isWatched === false ? `${nothing}.` : `${nothing} yet. It is looked at from now on.`,
  )
}

/** Looks at all places now. Exit 1 when a pack was refused or a place is out of reach. */
export async function runPackCheck(context: CommandContext): Promise<ExitCode> {
  context.output.progress('Looking for newer packs')
  const { outcomes } = await context.withEngine((client) => client.call('packs.check', {}, context.signal))
  return report(context, outcomes, 'Nothing new.')
}

export async function runPackList(context: CommandContext): Promise<ExitCode> {
  const { output, signal } = context
  const list = await context.withEngine((client) => client.call('packs.list', {}, signal))
  if (output.isJson) output.json(list)
  else if (list.packs.length === 0 && list.locations.length === 0) output.line('There are no packs.')
  else {
    if (list.packs.length > 0) printPacks(context, list.packs)
    if (list.packs.length > 0 && list.locations.length > 0) output.line()
    if (list.locations.length > 0) printLocations(context, list.locations)
  }
  return 0
}

export async function runPackRemove(context: CommandContext, packId: string): Promise<ExitCode> {
  const { output, signal } = context
  await context.withEngine(async (client) => {
    const { packs } = await client.call('packs.list', {}, signal)
    const pack = packs.find((one) => one.packId === packId)
    if (!pack) throw new AppError('not_found', `There is no pack ${oneLine(packId)}.`)
    await client.call('packs.remove', { id: pack.id }, signal)
  })
  if (output.isJson) output.json({ removed: packId })
  else output.line(`The pack ${packId} and its documents are removed.`)
  return 0
}

function report(context: CommandContext, outcomes: readonly PackOutcome[], nothing: string): ExitCode {
  const { output } = context
  output.endProgress()
  if (output.isJson) output.json({ outcomes })
  else if (outcomes.length === 0) output.line(nothing)
  for (const outcome of outcomes) {
    if (outcome.kind === 'refused') output.note(`Refused  ${oneLine(outcome.label)}: ${outcome.message}`)
    else if (!output.isJson) output.line(sentenceOf(outcome))
  }
  return outcomes.some(({ kind }) => kind === 'refused') ? 1 : 0
}

function sentenceOf(outcome: Exclude<PackOutcome, { kind: 'refused' }>): string {
  const { kind, name, serial, added, changed, removed, readBytes, sizeBytes, tookMs, message } = outcome
  if (kind === 'unchanged') return `“${oneLine(name)}” number ${serial} is installed already.`
  const counts = `${added} added, ${changed} changed, ${removed} removed`
  const read = `${formatBytes(readBytes)} of ${formatBytes(sizeBytes)} read`
  const seconds = `${(tookMs / 1000).toFixed(1)} s`
  const said = message === null ? '' : ` ${message}`
  return `“${oneLine(name)}” number ${serial} is ${kind}: ${counts} (${read}, ${seconds}).${said}`
}

const COLUMNS = [
  { head: 'id' },
  { head: 'name', isFlexible: true },
  { head: 'number', align: 'right' },
  { head: 'documents', align: 'right' },
  { head: 'signature' },
  { head: 'updated' },
] as const

function printPacks({ output }: CommandContext, packs: readonly Pack[]): void {
  const rows = packs.map((pack) => [
    pack.packId,
    oneLine(pack.name),
    String(pack.serial),
    String(pack.documentCount),
    pack.signature,
    formatTime(pack.updatedAt),
  ])
  for (const line of layOutTable(COLUMNS, rows, output.columns)) output.line(line)
}

function printLocations({ output }: CommandContext, locations: readonly PackLocation[]): void {
  for (const { address, state, lastCheckedAt, message, isManaged } of locations) {
    const checked = lastCheckedAt === null ? 'not looked at yet' : `looked at ${formatTime(lastCheckedAt)}`
    output.line(`${oneLine(address)}  ${state}, ${checked}${isManaged ? ', set by the administrator' : ''}`)
    if (message) output.line(`  ${oneLine(message)}`)
  }
}
