import type { ReactNode } from 'react'

interface PanelProps {
  readonly title: string
  readonly about: string
  readonly children: ReactNode
}

export function Panel({ title, about, children }: PanelProps) {
  return (
    <section aria-label={title} className="min-w-0 rounded-lg border border-line bg-panel p-4">
      <h2 className="text-sm font-semibold">{title}</h2>
      <p className="mb-2 text-xs text-muted">{about}</p>
      {children}
    </section>
  )
}
