import type { LayoutSpan } from '@shared/models'
import { Fragment, type ReactNode } from 'react'
import { ExternalLink } from '../chat/external-link'
import { groupByLink, type InlineRun, inlineRuns } from './inline-runs'
import { type LoadedText, type Mark, type Stretch, touching } from './places'

interface InlineTextProps {
  readonly loaded: LoadedText
  readonly stretch: Stretch
  readonly spans?: readonly LayoutSpan[] | undefined
  /** Sorted by their start. */
  readonly marks: readonly Mark[]
  /** What a text without a layout needs to be readable. */
  readonly readable?: ((text: string) => string) | undefined
}

/** A stretch of a document as elements; never as markup, whatever the document holds. */
export function InlineText({ loaded, stretch, spans = [], marks, readable }: InlineTextProps) {
  const runs = inlineRuns(loaded, stretch, spans, touching(marks, stretch))
  return groupByLink(runs).map((group) => {
    const content = group.runs.map((run) => <Run key={run.start} run={run} readable={readable} />)
    const key = group.runs[0]?.start
    return group.href === null ? (
      <Fragment key={key}>{content}</Fragment>
    ) : (
      <ExternalLink key={key} href={group.href}>
        {content}
      </ExternalLink>
    )
  })
}

const MARK_CLASSES = {
  passage: 'lit-passage',
  hit: 'lit-hit',
  active: 'lit-active',
} as const

function Run({ run, readable }: { readonly run: InlineRun; readonly readable: InlineTextProps['readable'] }) {
  let content: ReactNode = readable ? readable(run.text) : run.text
  if (run.isCode) content = <code>{content}</code>
  if (run.isEmphasis) content = <em>{content}</em>
  if (run.isStrong) content = <strong>{content}</strong>
  // white space between two lit words would be a coloured gap of its own in a table or at a line's end
  if (run.mark !== null && run.text.trim() !== '')
    content = (
      <mark className={MARK_CLASSES[run.mark]} data-start={run.start}>
        {content}
      </mark>
    )
  return content
}
