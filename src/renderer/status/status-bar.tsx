import type { ReactNode } from 'react'
import { useStatus } from '../engine/use-engine'
import { useRest } from '../models/use-rest'
import { useNavigationStore } from '../navigation'
import { ProgressBar } from '../ui/progress-bar'
import { Tooltip } from '../ui/tooltip'
import {
  answerSource,
  cacheToday,
  importProgress,
  meaningProgress,
  type Progress,
  readiness,
  type Tone,
} from './status-sentences'

const DOTS: Readonly<Record<Tone, string>> = {
  ready: 'bg-accent',
  working: 'bg-accent animate-pulse motion-reduce:animate-none',
  attention: 'bg-mark-line',
}

const SHOWN_FROM = {
  narrow: 'hidden min-[640px]:flex',
  medium: 'hidden min-[760px]:flex',
  wide: 'hidden min-[960px]:flex',
} as const

/** Facts along the bottom edge; each opens what it speaks of. Below 640 px only the first has room. */
export function StatusBar() {
  const status = useStatus()
  const restSeconds = useRest(status?.modelServer ?? null)
  const navigation = useNavigationStore()
  const openKnowledge = () => navigation.open({ kind: 'knowledge' })
  const openSettings = (section: string) => () => navigation.open({ kind: 'settings', section })

  if (!status) return <Frame>{null}</Frame>
  const ready = readiness(status)
  const importing = importProgress(status.activeImport)
  const meaning = importing ? null : meaningProgress(status)
  const answers = answerSource(status, restSeconds)
  const cache = cacheToday(status)
  return (
    <Frame>
      <Item onOpen={openKnowledge}>
        <span aria-hidden className={`size-[7px] shrink-0 rounded-full ${DOTS[ready.tone]}`} />
        {ready.text}
      </Item>
      {importing && <ProgressItem progress={importing} onOpen={openKnowledge} />}
      {meaning && <ProgressItem progress={meaning} onOpen={openSettings('search-model')} />}
      <span className="grow" />
      <Item
        onOpen={openSettings(
          status.isBudgetUsedUp ? 'budget' : status.modelServer.state === 'ok' ? 'answers' : 'models',
        )}
        detail={answers.detail}
        from="narrow"
      >
        <span className={answers.tone === 'attention' ? 'text-amber' : ''}>{answers.text}</span>
      </Item>
      {cache && (
        <Item onOpen={openSettings('cache')} from="wide">
          {cache}
        </Item>
      )}
    </Frame>
  )
}

function Frame({ children }: { readonly children: ReactNode }) {
  return (
    <footer className="flex h-7 min-w-0 shrink-0 items-stretch gap-1 overflow-hidden border-t border-line bg-bg px-1.5 text-xs text-muted">
      {children}
    </footer>
  )
}

interface ItemProps {
  readonly onOpen: () => void
  readonly children: ReactNode
  /** The whole sentence, on hover. */
  readonly detail?: string
  /** From which window width there is room for it; the first item is always there. */
  readonly from?: keyof typeof SHOWN_FROM
}

function Item({ onOpen, children, detail, from }: ItemProps) {
  const button = (
    <button
      type="button"
      onClick={onOpen}
      className={`${from ? `${SHOWN_FROM[from]} min-w-0` : 'flex shrink-0'} items-center gap-1.5 truncate rounded-sm px-2 transition-colors -outline-offset-2 hover:bg-sunken hover:text-text`}
    >
      {children}
    </button>
  )
  return detail ? (
    <Tooltip content={detail} side="top">
      {button}
    </Tooltip>
  ) : (
    button
  )
}

function ProgressItem({ progress, onOpen }: { readonly progress: Progress; readonly onOpen: () => void }) {
  return (
    <Item onOpen={onOpen} from="medium">
      {progress.label}
      <ProgressBar label={progress.label} fraction={progress.fraction} className="w-[90px]" />
      <span className="tabular-nums">{progress.text}</span>
    </Item>
  )
}
