import { ArrowUpRight, List, MessageCircleQuestion, Reply } from 'lucide-react'
import type { ComposerMode } from '../draft/draft-words'
import { useStatus } from '../engine/use-engine'
import { SampleBanner } from '../knowledge/sample-banner'
import { useNavigationStore } from '../navigation'
import { Button } from '../ui/button'
import { countOf } from '../ui/figures'
import { LeafMark } from '../ui/leaf-mark'
import { Skeleton } from '../ui/skeleton'

/** Each is answered by one article of the sample knowledge base. */
const SAMPLE_QUESTIONS = [
  'How often should I water my monstera in summer?',
  'How long do I have to send a plant back if I just don’t like it?',
  'I’m going away for two weeks. Will a full AquaRoot last that long?',
] as const

const BEGINNINGS = [
  { mode: 'answer', label: 'Ask', about: 'An answer with its sources', Icon: MessageCircleQuestion },
  { mode: 'draft', label: 'Reply', about: 'Paste a message, get a draft', Icon: Reply },
  { mode: 'summary', label: 'Summarise', about: 'Paste a thread, get its gist', Icon: List },
] as const

interface EmptyChatProps {
  readonly onAsk: (question: string) => void
  /** Makes the composer ready for it. */
  readonly onChoose: (mode: ComposerMode) => void
}

/** A conversation that has not begun: says the next step. */
export function EmptyChat({ onAsk, onChoose }: EmptyChatProps) {
  const status = useStatus()
  const navigation = useNavigationStore()
  if (!status) return null
  const hasDocuments = status.documentCount > 0
  // before all of it is there, a sample question would be answered from the wrong articles
  const isReadingSample = status.activeImport?.source === 'sample'
  if (isReadingSample && status.documentCount === status.sampleDocumentCount) return <ReadingSample />
  return (
    <div className="m-auto flex w-full max-w-[520px] flex-col items-center gap-2 py-4 text-center">
      <LeafMark size="large" />
      <h2 className="mt-3 text-balance text-lg font-semibold tracking-tight">
        {hasDocuments ? 'What does the customer want to know?' : 'Start with your own documents'}
      </h2>
      <p className="max-w-[440px] text-balance text-sm text-muted">
        {hasDocuments
          ? `Answers come from ${countOf(status.documentCount, 'document')} and name the passage they rest on.`
          : 'VerdeMuse answers from your files: help articles, manuals, price lists. Nothing has been added yet.'}
      </p>
      {hasDocuments && (
        <ul className="mt-3 grid w-full gap-2 sm:grid-cols-3" aria-label="What to begin with">
          {BEGINNINGS.map(({ mode, label, about, Icon }) => (
            <li key={mode}>
              <button
                type="button"
                onClick={() => onChoose(mode)}
                className="flex h-full w-full flex-col gap-0.5 rounded-lg border border-line bg-bg px-3 py-2.5 text-left transition-colors hover:border-accent-line hover:bg-accent-soft"
              >
                <span className="flex items-center gap-1.5 text-sm font-medium">
                  <Icon aria-hidden className="size-4 shrink-0 text-accent" />
                  {label}
                </span>
                <span className="text-xs text-muted">{about}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {status.sampleDocumentCount > 0 && (
        <div className="mt-4 w-full text-left">
          <SampleBanner documentCount={status.sampleDocumentCount} />
        </div>
      )}
      {status.sampleDocumentCount > 0 && !isReadingSample && (
        <ul className="mt-1 flex w-full flex-col gap-2" aria-label="Sample questions">
          {SAMPLE_QUESTIONS.map((question) => (
            <li key={question}>
              <button
                type="button"
                onClick={() => onAsk(question)}
                className="flex min-h-10 w-full items-center justify-between gap-3 rounded-lg border border-line bg-bg px-3.5 py-2 text-left text-sm transition-colors hover:border-accent-line hover:bg-accent-soft"
              >
                {question}
                <ArrowUpRight aria-hidden className="size-4 shrink-0 text-faint" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {(!hasDocuments || status.sampleDocumentCount === status.documentCount) && (
        <Button className="mt-4" onClick={() => navigation.open({ kind: 'knowledge' })}>
          Add your documents
        </Button>
      )}
    </div>
  )
}

/** The first seconds of the first start, in the shape of what follows, so that nothing jumps. */
function ReadingSample() {
  return (
    <div aria-busy className="m-auto flex w-full max-w-[520px] flex-col items-center gap-2 py-10 text-center">
      <LeafMark size="large" />
      <h2 className="mt-3 text-lg font-semibold tracking-tight">Reading the sample knowledge base</h2>
      <p className="max-w-[440px] text-sm text-muted">It is searchable in a moment.</p>
      <Skeleton className="mt-4 h-[52px] w-full rounded-lg" />
      <div className="mt-1 flex w-full flex-col gap-2">
        {SAMPLE_QUESTIONS.map((question) => (
          <Skeleton key={question} className="h-10 w-full rounded-lg" />
        ))}
      </div>
      <Skeleton className="mt-4 h-8 w-[149px] rounded-md" />
    </div>
  )
}
