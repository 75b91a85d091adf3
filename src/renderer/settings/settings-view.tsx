import type { ModelOverview } from '@shared/model-models'
import { useEffect, useRef, useState } from 'react'
import { useStatus } from '../engine/use-engine'
import { MaskingSection } from '../masking/masking-section'
import { BudgetSection } from '../models/budget-section'
import { ModelsSection } from '../models/models-section'
import { PromptsSection } from '../models/prompts-section'
import { activeProfile, useModels } from '../models/use-models'
import { useNavigation } from '../navigation'
import { AfterDelay, Skeleton } from '../ui/skeleton'
import { AnswersSection } from './answers-section'
import { AppearanceSection } from './appearance-section'
import { CacheSection } from './cache-section'
import { ConversationsSection } from './conversations-section'
import { HealthSection } from './health-section'
import { ReadingSection } from './reading-section'
import { RepliesSection } from './replies-section'
import { SearchModelSection } from './search-model-section'
import { sectionInSight } from './section-in-sight'
import { type SettingsEditor, useSettingsEditor } from './use-settings-editor'

const SETTINGS_SECTIONS = [
  { id: 'models', title: 'Models' },
  { id: 'answers', title: 'Answers' },
  { id: 'replies', title: 'Replies' },
  { id: 'budget', title: 'Tokens and cost' },
  { id: 'prompts', title: 'Prompts' },
  { id: 'masking', title: 'Masking' },
  { id: 'cache', title: 'Answer cache' },
  { id: 'conversations', title: 'Conversations' },
  { id: 'search-model', title: 'Search model' },
  { id: 'reading', title: 'Reading files' },
  { id: 'appearance', title: 'Appearance' },
  { id: 'health', title: 'About & health' },
] as const
type SettingsSectionId = (typeof SETTINGS_SECTIONS)[number]['id']
const SECTION_IDS = SETTINGS_SECTIONS.map(({ id }) => id)

/**
 * All settings on one page, each saved by itself; the list at the side leads to its sections. The section the
 * navigation names is where the page arrives, and arrives again when it is asked for again.
 */
export function SettingsView() {
  const { view } = useNavigation()
  const editor = useSettingsEditor()
  const overview = useModels()
  const scroller = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState<SettingsSectionId>('models')
  const isReady = editor !== null && overview !== null

  function goTo(id: SettingsSectionId): void {
    setCurrent(id)
    const target = scroller.current?.querySelector<HTMLElement>(`[data-section="${id}"]`)
    target?.scrollIntoView?.({ block: 'start' })
    target?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: goTo reads refs only; it is the request or the first settings that move the page
  useEffect(() => {
    const asked = view.kind === 'settings' && SETTINGS_SECTIONS.find(({ id }) => id === view.section)
    if (asked && isReady) goTo(asked.id)
  }, [view, isReady])

  return (
    <div className="flex h-full min-h-0 flex-col bg-panel">
      <header className="flex min-h-[52px] items-center border-b border-line px-4 sm:px-7">
        <h1 className="text-answer font-semibold tracking-tight">Settings</h1>
      </header>
      <div
        ref={scroller}
        className="min-h-0 grow overflow-y-auto"
        onScroll={() => setCurrent(sectionInSight(scroller.current, SECTION_IDS) ?? 'models')}
      >
        <div className="mx-auto flex max-w-[960px] gap-10 px-4 py-6 sm:px-7">
          <SectionList current={current} onChoose={goTo} />
          <div className="grid min-w-0 grow grid-cols-1 gap-8 pb-10">
            {editor && overview ? <Sections editor={editor} overview={overview} /> : <LoadingSections />}
          </div>
        </div>
      </div>
    </div>
  )
}

interface SectionsProps {
  readonly editor: SettingsEditor
  readonly overview: ModelOverview
}

function Sections({ editor, overview }: SectionsProps) {
  const status = useStatus()
  const profile = activeProfile(overview)
  return (
    <>
      <ModelsSection overview={overview} />
      {profile && <AnswersSection editor={editor} profile={profile} />}
      <RepliesSection editor={editor} />
      <BudgetSection editor={editor} overview={overview} />
      <PromptsSection />
      <MaskingSection editor={editor} />
      <CacheSection editor={editor} status={status} />
      <ConversationsSection editor={editor} status={status} />
      <SearchModelSection editor={editor} status={status} />
      <ReadingSection editor={editor} />
      <AppearanceSection editor={editor} />
      {/* it is read after the page was drawn: its place is kept, so that a link to it arrives at its head */}
      <div className="min-h-[75vh]">
        <HealthSection />
      </div>
    </>
  )
}

interface SectionListProps {
  readonly current: SettingsSectionId
  readonly onChoose: (id: SettingsSectionId) => void
}

function SectionList({ current, onChoose }: SectionListProps) {
  return (
    <nav aria-label="Settings sections" className="sticky top-6 hidden w-40 shrink-0 self-start lg:block">
      <ul className="grid gap-px">
        {SETTINGS_SECTIONS.map(({ id, title }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === current ? 'true' : undefined}
              onClick={() => onChoose(id)}
              className="h-[30px] w-full rounded-md px-2.5 text-start text-sm text-muted transition-colors hover:bg-sunken aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-text"
            >
              {title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function LoadingSections() {
  return (
    <AfterDelay>
      {SETTINGS_SECTIONS.slice(0, 3).map(({ id }) => (
        <div key={id} className="grid gap-3">
          <Skeleton className="h-5 w-32" />
          <Skeleton className="h-40 w-full rounded-lg" />
        </div>
      ))}
    </AfterDelay>
  )
}
