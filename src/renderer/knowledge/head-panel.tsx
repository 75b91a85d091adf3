import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

interface HeadPanelProps {
  readonly title: string
  readonly chips?: ReactNode
  /** What is wrong now, in its own sentence. */
  readonly problem: { readonly tone: 'attention' | 'bad' | 'quiet' | 'working'; readonly text: string } | null
  readonly actions: ReactNode
  readonly children: ReactNode
}

/** What is known of the source, pack or place that is chosen, above its documents. */
export function HeadPanel({ title, chips, problem, actions, children }: HeadPanelProps) {
  return (
    <section aria-label={title} className="grid gap-2 rounded-lg border border-line bg-panel px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="flex min-w-0 grow basis-52 flex-wrap items-center gap-2">
          <h2 className="min-w-0 font-semibold [overflow-wrap:anywhere]">
            <bdi>{title}</bdi>
          </h2>
          {chips}
        </div>
        <div className="flex flex-wrap gap-1.5">{actions}</div>
      </div>
      {problem && (
        <p
          className={`flex gap-2 rounded-md px-2.5 py-1.5 text-sm [overflow-wrap:anywhere] ${problem.tone === 'bad' ? 'bg-red-soft text-red' : 'bg-amber-soft text-amber'}`}
        >
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {problem.text}
        </p>
      )}
      {children}
    </section>
  )
}

export function DetailList({ children }: { readonly children: ReactNode }) {
  return <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm">{children}</dl>
}

export function Detail({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-w-0 max-w-full gap-1.5">
      <dt className="shrink-0 text-faint">{term}</dt>
      <dd className="min-w-0 text-muted">{children}</dd>
    </div>
  )
}
