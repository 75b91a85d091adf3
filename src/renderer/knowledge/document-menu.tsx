import type { DocumentSummary, KnowledgeSource } from '@shared/models'
import { ExternalLink, FileText, FolderSearch, RefreshCw, Trash2 } from 'lucide-react'
import { useBridge, useClient } from '../engine/use-engine'
import { MenuItem, MenuSeparator, MoreMenu } from '../ui/menu'
import { hasPlace } from './source-words'
import { useAct } from './use-act'

interface DocumentMenuProps {
  readonly document: DocumentSummary
  /** Null until the sources are known. */
  readonly source: KnowledgeSource | null
  readonly onOpen: () => void
  readonly onShowSource: () => void
  readonly onRemove: () => void
}

/** What can be done with one document. */
export function DocumentMenu({ document, source, onOpen, onShowSource, onRemove }: DocumentMenuProps) {
  const client = useClient()
  const bridge = useBridge()
  const act = useAct()
  const { url } = document
  const readAgain = () =>
    act(() => client.call('documents.readAgain', { documentId: document.id }), 'It is read again.')
  return (
    <MoreMenu label={`Menu of ${document.title}`}>
      <MenuItem icon={<FileText />} onSelect={onOpen}>
        Open
      </MenuItem>
      {url && (
        <MenuItem icon={<ExternalLink />} onSelect={() => void act(() => bridge.openExternal(url))}>
          Open on the web
        </MenuItem>
      )}
      {source && (
        <MenuItem icon={<FolderSearch />} onSelect={onShowSource}>
          Show its source
        </MenuItem>
      )}
      {source && hasPlace(source) && (
        <MenuItem icon={<RefreshCw />} onSelect={() => void readAgain()}>
          Read again
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem icon={<Trash2 />} isDanger onSelect={onRemove}>
        Remove
      </MenuItem>
    </MoreMenu>
  )
}
