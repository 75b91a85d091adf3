import { TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import { useStatus } from '../engine/use-engine'
import { useNavigationStore } from '../navigation'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { type Banner, bannersOf } from './banner-words'

/** What needs a look, above every view: one sentence, at most one button, and a cross for the rest of the session. */
export function Banners() {
  const status = useStatus()
  const navigation = useNavigationStore()
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set())
  const banners = bannersOf(status?.notices ?? [], dismissed)
  if (banners.length === 0) return null
  return (
    <section aria-label="Notices" className="shrink-0">
      {banners.map((banner) => (
        <BannerRow
          key={banner.key}
          banner={banner}
          onOpen={(section) => navigation.open({ kind: 'settings', section })}
          onDismiss={() => setDismissed((last) => new Set([...last, banner.key]))}
        />
      ))}
    </section>
  )
}

interface BannerRowProps {
  readonly banner: Banner
  readonly onOpen: (section: string) => void
  readonly onDismiss: () => void
}

function BannerRow({ banner, onOpen, onDismiss }: BannerRowProps) {
  const { message, tone, action } = banner
  const colours = tone === 'red' ? 'bg-red-soft text-red' : 'bg-amber-soft text-amber'
  return (
    <div
      role="status"
      className={`flex items-center gap-2.5 border-b border-line px-4 py-1 text-sm ${colours}`}
    >
      <TriangleAlert aria-hidden size={15} className="shrink-0" />
      <p className="min-w-0 grow break-words">{message}</p>
      {action && (
        <Button size="small" variant="ghost" className="text-current" onClick={() => onOpen(action.target)}>
          {action.label}
        </Button>
      )}
      <IconButton label="Dismiss" className="size-7 text-current" onClick={onDismiss}>
        <X aria-hidden />
      </IconButton>
    </div>
  )
}
