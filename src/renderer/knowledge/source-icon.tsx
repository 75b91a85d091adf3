import type { SourceKind } from '@shared/models'
import { Files, Folder, FolderSync, Globe, Package, Sprout } from 'lucide-react'

interface SourceIconProps {
  readonly kind: SourceKind
  readonly isWatched: boolean
}

/** What kind of place documents come from; the words beside it say it too. */
export function SourceIcon({ kind, isWatched }: SourceIconProps) {
  const props = { 'aria-hidden': true, size: 15, className: 'shrink-0 text-muted' } as const
  switch (kind) {
    case 'folder':
      return isWatched ? <FolderSync {...props} /> : <Folder {...props} />
    case 'files':
      return <Files {...props} />
    case 'web':
      return <Globe {...props} />
    case 'pack':
      return <Package {...props} />
    case 'sample':
      return <Sprout {...props} />
  }
}
