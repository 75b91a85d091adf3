import type { DocumentSummary } from '@shared/models'
import { Chip } from '../ui/chip'
import { formatDay } from '../ui/figures'

/** More would push the rest of the line out of sight. */
const TAGS_SHOWN = 3

interface DocumentFactsProps {
  readonly document: DocumentSummary
  /** Null where the list shows one collection only. */
  readonly collectionName: string | null
}

/** What a document says about itself, on the second line of its row. */
export function DocumentFacts({ document, collectionName }: DocumentFactsProps) {
  const { tags, language, date, isInternal } = document
  const more = tags.length - TAGS_SHOWN
  const facts = [
    ...(collectionName === null ? [] : [collectionName]),
    ...(date === null ? [] : [formatDay(date)]),
    ...(language === null ? [] : [language.toUpperCase()]),
  ]
  return (
    <>
      {isInternal && <Chip tone="amber">internal</Chip>}
      {facts.length > 0 && <span className="shrink-0">{facts.join(' · ')}</span>}
      {tags.slice(0, TAGS_SHOWN).map((tag) => (
        <bdi
          key={tag}
          className="max-w-28 shrink-0 truncate rounded-sm bg-sunken px-1.5 text-muted"
          title={tag}
        >
          {tag}
        </bdi>
      ))}
      {more > 0 && (
        <span className="shrink-0" title={tags.slice(TAGS_SHOWN).join(', ')}>
          +{more}
        </span>
      )}
    </>
  )
}
