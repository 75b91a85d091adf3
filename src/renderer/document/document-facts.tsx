import type { DocumentDetail } from '@shared/models'
import { ExternalLink } from '../chat/external-link'
import { Chip } from '../ui/chip'
import { countOf, formatBytes, formatMoment } from '../ui/figures'
import { formatLabel } from './format-label'

/** More would push the text out of sight. */
const MAX_TAGS = 6

/** What a document is, in the head. */
export function FormatChip({ document }: { readonly document: DocumentDetail }) {
  return (
    <div className="hidden shrink-0 items-center gap-1.5 md:flex">
      {document.source === 'sample' && <Chip tone="accent">sample</Chip>}
      <Chip title={`Imported ${formatMoment(document.importedAt)}`}>
        {formatLabel(document.format)}
        {document.pages.length > 0 ? ` · ${countOf(document.pages.length, 'page')}` : ''} ·{' '}
        {formatBytes(document.sizeBytes)}
      </Chip>
    </div>
  )
}

/** What a document says about itself; nothing when it says nothing. */
export function SaidFacts({ document }: { readonly document: DocumentDetail }) {
  const { tags, language, date, url, isInternal } = document
  if (tags.length === 0 && !language && date === null && !url && !isInternal) return null
  const more = tags.length - MAX_TAGS
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
      {isInternal && (
        <Chip tone="amber" title="Marked as a draft, or as not for customers">
          internal
        </Chip>
      )}
      {date !== null && (
        <time dateTime={new Date(date).toISOString()}>
          {new Date(date).toLocaleDateString(undefined, { dateStyle: 'medium' })}
        </time>
      )}
      {language && <span>{languageName(language)}</span>}
      {tags.slice(0, MAX_TAGS).map((tag) => (
        <Chip key={tag}>{tag}</Chip>
      ))}
      {more > 0 && <span title={tags.slice(MAX_TAGS).join(', ')}>{more} more</span>}
      {url && (
        <span className="[&_a]:underline [&_a]:underline-offset-2">
          <ExternalLink href={url}>Read on the web</ExternalLink>
        </span>
      )}
    </div>
  )
}

function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(undefined, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
