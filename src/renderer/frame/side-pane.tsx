import { BookOpen, ChartColumn, CircleHelp, MessageSquareText, Plus, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { shortcutLabel } from '../actions/shortcut'
import { ConversationList } from '../conversations/conversation-list'
import { useStatus, useStream } from '../engine/use-engine'
import { useInsightsAllowed } from '../insights/use-insights-allowed'
import { useNavigation } from '../navigation'
import { Chip } from '../ui/chip'
import { countOf, formatCount } from '../ui/figures'
import { Kbd } from '../ui/kbd'

interface SidePaneProps {
  readonly version: number
  readonly onChanged: () => void
  /** Something was chosen: where there is room for one pane only, this one makes way. */
  readonly onChosen: () => void
}

export function SidePane({ version, onChanged, onChosen }: SidePaneProps) {
  const { view, newQuestion, open } = useNavigation()
  const status = useStatus()
  const macros = useStream('macros.count', {})
  const flagged = macros.kind === 'ready' ? macros.latest.flagged : 0
  const gaps = useStream('gaps.watch', {})
  const openGaps = gaps.kind === 'ready' ? gaps.latest.open : 0
  const hasInsights = useInsightsAllowed()
  const show = (kind: 'search' | 'knowledge' | 'macros' | 'gaps' | 'insights') => {
    open({ kind })
    onChosen()
  }
  return (
    <nav aria-label="Conversations" className="flex h-full min-h-0 flex-col gap-0.5 bg-bg px-2 pt-3">
      <button
        type="button"
        onClick={() => {
          newQuestion()
          onChosen()
        }}
        className="mx-1 mb-2.5 flex h-[34px] shrink-0 items-center gap-2 rounded-[9px] border border-line-strong bg-panel px-2.5 font-medium transition-colors hover:bg-sunken"
      >
        <Plus aria-hidden className="size-4" />
        New question
        <Kbd className="ml-auto">{shortcutLabel('Mod+N')}</Kbd>
      </button>
      <div className="mb-2 shrink-0 border-b border-line pb-2">
        <ViewLink isCurrent={view.kind === 'search'} icon={<Search />} onOpen={() => show('search')}>
          Search
        </ViewLink>
        <ViewLink
          isCurrent={view.kind === 'knowledge'}
          icon={<BookOpen />}
          onOpen={() => show('knowledge')}
          aside={status && formatCount(status.documentCount)}
        >
          Knowledge
        </ViewLink>
        <ViewLink
          isCurrent={view.kind === 'macros'}
          icon={<MessageSquareText />}
          onOpen={() => show('macros')}
          aside={
            flagged > 0 ? (
              <Chip tone="amber" title={`${countOf(flagged, 'macro')} to look at: a source changed`}>
                {flagged} changed
              </Chip>
            ) : (
              macros.kind === 'ready' && formatCount(macros.latest.total)
            )
          }
        >
          Macros
        </ViewLink>
        <ViewLink
          isCurrent={view.kind === 'gaps'}
          icon={<CircleHelp />}
          onOpen={() => show('gaps')}
          aside={openGaps > 0 && formatCount(openGaps)}
        >
          Gaps
        </ViewLink>
        {hasInsights && (
          <ViewLink
            isCurrent={view.kind === 'insights'}
            icon={<ChartColumn />}
            onOpen={() => show('insights')}
          >
            Insights
          </ViewLink>
        )}
      </div>
      <ConversationList version={version} onChanged={onChanged} onOpened={onChosen} />
    </nav>
  )
}

interface ViewLinkProps {
  readonly isCurrent: boolean
  readonly icon: ReactNode
  readonly onOpen: () => void
  readonly children: ReactNode
  readonly aside?: ReactNode
}

function ViewLink({ isCurrent, icon, onOpen, children, aside }: ViewLinkProps) {
  return (
    <button
      type="button"
      aria-current={isCurrent ? 'page' : undefined}
      onClick={onOpen}
      className={`flex min-h-[31px] w-full items-center gap-[9px] rounded-md px-2.5 py-[5px] text-[13.5px] [&_svg]:size-4 [&_svg]:text-muted ${isCurrent ? 'bg-accent-soft font-semibold' : 'font-medium hover:bg-sunken'}`}
    >
      <span aria-hidden className="contents">
        {icon}
      </span>
      {children}
      {aside !== undefined && (
        <span className="ml-auto text-xs font-normal text-faint tabular-nums">{aside}</span>
      )}
    </button>
  )
}
