import { useStream } from '../engine/use-engine'
import { formatCount } from '../ui/figures'
import { Panel } from './panel'

/** What is asked about, as far as it has been looked at; the text alternative is the list itself. */
export function Topics({ days }: { readonly days: number }) {
  const stream = useStream('insights.topics', { days })
  const latest = stream.kind === 'ready' ? stream.latest : null
  const topics = latest?.topics ?? []
  const most = Math.max(1, ...topics.map(({ questionCount }) => questionCount))
  const isBusy = latest !== null && latest.done < latest.total
  return (
    <Panel
      title="Top topics"
      about={
        isBusy
          ? `Looking at the questions: ${formatCount(latest.done)} of ${formatCount(latest.total)} …`
          : 'Questions of kept conversations, gathered by what they mean; at most the newest 500.'
      }
    >
      {latest && topics.length === 0 && !isBusy && (
        <p className="text-sm text-muted">No questions are kept from these days.</p>
      )}
      {stream.kind === 'failed' && <p className="text-sm text-muted">{stream.error.message}</p>}
      <ol aria-label="Topics" className="flex flex-col gap-2">
        {topics.map(({ label, example, questionCount }) => (
          <li key={example} className="text-sm">
            <span className="flex items-baseline gap-2">
              <span className="min-w-0 grow truncate font-medium" dir="auto" title={label}>
                {label}
              </span>
              <span className="text-xs text-muted tabular-nums">{formatCount(questionCount)}</span>
            </span>
            <svg aria-hidden viewBox="0 0 100 2" preserveAspectRatio="none" className="my-0.5 h-1 w-full">
              <rect width="100" height="2" fill="var(--sunken)" />
              <rect width={(questionCount / most) * 100} height="2" fill="var(--accent)" />
            </svg>
            <span className="block truncate text-xs text-muted" dir="auto" title={example}>
              {example}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
