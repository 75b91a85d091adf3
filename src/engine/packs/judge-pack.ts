import type { Policy } from '../policy/policy-schema'
import type { OpenPack } from './open-pack'
import type { PackRow } from './pack-store'
import { PackRefusal } from './refusal'

export interface JudgeOptions {
  readonly policy: Policy
  /** What is installed under the same id. */
  readonly installed: PackRow | null
  /** Somebody with the rights of the machine's user said so: an older issue, or another key, is wanted. */
  readonly isForced: boolean
}

/**
 * Whether the pack may be installed. `unchanged`: this very issue is there. Throws a PackRefusal: not_signed,
 * key_not_trusted (both by policy, and never forced), other_key, older, same_number.
 */
export function judgePack(pack: OpenPack, options: JudgeOptions): 'install' | 'unchanged' {
  assertAllowedByPolicy(pack, options.policy)
  const { installed, isForced } = options
  if (!installed || installed.serial === 0) return 'install'
  assertSameSigner(pack, options)
  if (installed.manifestHash === pack.head.manifestHash) return 'unchanged'
  const { serial, name } = pack.manifest.description
  if (isForced || serial > installed.serial) return 'install'
  if (serial < installed.serial)
    throw new PackRefusal(
      'older',
      `“${name}” is installed with number ${installed.serial}, and this pack is the older number ${serial}.`,
    )
  throw new PackRefusal(
    'same_number',
    `“${name}” is installed with number ${serial} and other content. Build the new one with a higher number.`,
  )
}

function assertAllowedByPolicy({ publicKey }: OpenPack, policy: Policy): void {
  if (!policy.requireSignedPacks) return
  if (publicKey === null)
    throw new PackRefusal(
      'not_signed',
      'The pack is not signed, and your administrator allows signed packs only.',
    )
  if (!policy.trustedPackKeys.includes(publicKey))
    throw new PackRefusal(
      'key_not_trusted',
      'The pack is signed by a key that your administrator does not trust.',
    )
}

/** The key of the first issue counts for all others, until the administrator trusts another one in its place. */
function assertSameSigner(pack: OpenPack, { policy, installed, isForced }: JudgeOptions): void {
  const before = installed?.publicKey ?? null
  if (isForced || before === null || pack.publicKey === before) return
  const isReplaced =
    pack.publicKey !== null &&
    policy.trustedPackKeys.includes(pack.publicKey) &&
    !policy.trustedPackKeys.includes(before)
  if (isReplaced) return
  throw new PackRefusal(
    'other_key',
    pack.publicKey === null
      ? 'The installed issue of this pack is signed, and this one is not.'
      : 'This pack is signed by another key than the installed issue.',
  )
}
