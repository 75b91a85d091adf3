import type { SupportedSentence, SupportResult } from '@shared/support-models'

/** Why a sentence is marked, for who reads it before it is sent. */
export function faultWords({ fault, passage }: Pick<SupportedSentence, 'fault' | 'passage'>): string {
  const source = passage === null ? 'the nearest source' : `source ${passage}`
  switch (fault) {
    case 'number':
      return `A number differs from ${source}.`
    case 'name':
      return `It names something that ${source} does not speak of.`
    case 'opposite':
      return `It seems to say the opposite of ${source}.`
    default:
      return passage === null
        ? 'No source of this answer says this.'
        : `No source of this answer says this. Nearest is ${source}.`
  }
}

export function unbackedOf(result: SupportResult | null): readonly SupportedSentence[] {
  return result?.sentences.filter(({ verdict }) => verdict === 'unbacked') ?? []
}

/** One line under the answer; null when there is nothing to say. */
export function supportNote(result: SupportResult | null): string | null {
  const count = unbackedOf(result).length
  if (count === 0) return null
  const sentences = count === 1 ? 'One sentence is' : `${count} sentences are`
  const byWords =
    result?.comparedBy === 'words'
      ? ' Only words were compared, because meaning-based search is not ready.'
      : ''
  return `${sentences} not backed by the knowledge base.${byWords}`
}
