import { Search } from 'lucide-react'
import { useStatus } from '../engine/use-engine'
import { useNavigationStore } from '../navigation'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'

const TIPS = [
  ['"return policy"', 'the phrase, word for word'],
  ['returns -pots', 'nothing that speaks of pots'],
  ['title:returns', 'the word in the title'],
] as const

interface SearchTipsProps {
  /** One that there is; null: there is none. */
  readonly tag: string | null
  readonly onTry: (text: string) => void
}

/** Before anything is typed: what can be typed. */
export function SearchTips({ tag, onTry }: SearchTipsProps) {
  const status = useStatus()
  const navigation = useNavigationStore()
  const tips = tag === null ? TIPS : [...TIPS, [tagOperator(tag), 'documents with this tag'] as const]
  if (status?.documentCount === 0)
    return (
      <EmptyState
        icon={<Search />}
        title="There is nothing to search yet"
        action={<Button onClick={() => navigation.open({ kind: 'knowledge' })}>Add your documents</Button>}
      >
        Add files or a folder, and each passage in them can be found here.
      </EmptyState>
    )
  return (
    <div className="m-auto w-full max-w-[440px] px-4 py-10">
      <h2 className="font-semibold">Search by words, or say it in your own</h2>
      <p className="pt-1 text-sm text-muted">
        “How long can a plant stay in its parcel?” finds the passage even if it uses other words.
      </p>
      <dl className="mt-4 grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-1 text-sm">
        {tips.map(([text, meaning]) => (
          <div key={text} className="contents">
            <dt>
              <button
                type="button"
                onClick={() => onTry(text)}
                className="min-h-7 rounded-md border border-line bg-bg px-2 font-mono text-xs text-text transition-colors hover:border-accent-line hover:bg-accent-soft"
              >
                {text}
              </button>
            </dt>
            <dd className="text-muted">{meaning}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function tagOperator(tag: string): string {
  return /\s/.test(tag) ? `tag:"${tag}"` : `tag:${tag}`
}
