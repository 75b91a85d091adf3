import type { Message } from '@shared/models'
import type { SupportResult } from '@shared/support-models'
import { ChevronDown, Copy, TextInitial } from 'lucide-react'
import { useAction } from '../actions/action-registry'
import { citedPassages } from '../support/cited-passages'
import { useCopyGuard } from '../support/copy-guard'
import { useAnnounce } from '../ui/announcer'
import { Button } from '../ui/button'
import { copyRich } from '../ui/copy-text'
import { Menu, MenuItem } from '../ui/menu'
import { copiedAnswer, copiedDraft } from './rich-answer'
import { useMarkUsed } from './use-mark-used'

interface CopyAnswerProps {
  readonly message: Message
  /** Of a reply, as it stands now; null for what is for the agent. */
  readonly draftText: string | null
  readonly support: SupportResult | null
  /** What the text is backed by is being found out. */
  readonly isBeingChecked?: boolean
  /** The last of the conversation: its copy has the keys. */
  readonly isLast: boolean
  /** It was copied for the first time. */
  readonly onChanged: (message: Message) => void
}

/** Formatted and plain at once, or plain only; what is not backed or internal is asked about first. */
export function CopyAnswer({
  message,
  draftText,
  support,
  isBeingChecked = false,
  isLast,
  onChanged,
}: CopyAnswerProps) {
  const { markUsed } = useMarkUsed(message, onChanged)
  const announce = useAnnounce()
  const guard = useCopyGuard({
    support,
    isPending: isBeingChecked,
    passages: citedPassages(message, support),
  })
  const what = draftText === null ? 'answer' : 'reply'
  const What = draftText === null ? 'Answer' : 'Reply'
  const text = () => (draftText === null ? copiedAnswer(message) : copiedDraft(draftText))

  async function copy(write: () => Promise<string>): Promise<void> {
    try {
      announce(await write(), 'shown')
      markUsed()
    } catch {
      announce(`The ${what} could not be copied.`, 'shown')
    }
  }
  const copyBoth = async () =>
    (await copyRich(text())) === 'rich' ? `${What} copied.` : `${What} copied without its formatting.`
  const copyPlain = async () => {
    await navigator.clipboard.writeText(text().plain)
    return `${What} copied as plain text.`
  }
  const both = () => guard.run(() => void copy(copyBoth))
  const plain = () => guard.run(() => void copy(copyPlain))

  useAction({
    name: 'copy-latest',
    label: `Copy the ${what}`,
    shortcut: 'Mod+Shift+C',
    when: () => isLast,
    run: both,
  })
  useAction({
    name: 'copy-latest-plain',
    label: `Copy the ${what} as plain text`,
    shortcut: 'Mod+Alt+C',
    when: () => isLast,
    run: plain,
  })

  const variant = draftText !== null && isLast ? 'primary' : 'secondary'
  return (
    <>
      <span className="inline-flex">
        <Button variant={variant} className="rounded-r-none" onClick={both}>
          <Copy aria-hidden />
          Copy {what}
        </Button>
        <Menu
          align="start"
          trigger={
            <Button
              variant={variant}
              aria-label={`More ways to copy the ${what}`}
              className={`rounded-l-none px-1! ${variant === 'primary' ? 'border-l border-l-white/25' : '-ml-px'}`}
            >
              <ChevronDown aria-hidden />
            </Button>
          }
        >
          <MenuItem icon={<Copy aria-hidden />} onSelect={both} hint="Formatted where that can be pasted">
            Copy {what}
          </MenuItem>
          <MenuItem icon={<TextInitial aria-hidden />} onSelect={plain} hint="Words only">
            Copy as plain text
          </MenuItem>
        </Menu>
      </span>
      {guard.dialog}
    </>
  )
}
