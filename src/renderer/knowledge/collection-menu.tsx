import type { Collection } from '@shared/models'
import { PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useClient } from '../engine/use-engine'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { countOf } from '../ui/figures'
import { MenuItem, MenuNote, MoreMenu } from '../ui/menu'
import { RenameCollectionDialog } from './name-dialog'
import { FIRST_COLLECTION_ID } from './scope'
import { useAct } from './use-act'

interface CollectionMenuProps {
  readonly collection: Collection
  /** Name of a pack in it that the administrator has set, and that must stay. */
  readonly managedPack: string | null
}

/** Rename and remove; the first collection always stays, and so does one with a pack of the administrator's. */
export function CollectionMenu({ collection, managedPack }: CollectionMenuProps) {
  const client = useClient()
  const act = useAct()
  const [asked, setAsked] = useState<'rename' | 'remove' | null>(null)
  const { id, name, documentCount, sourceCount } = collection
  const onOpenChange = () => setAsked(null)
  return (
    <>
      <MoreMenu
        label={`Menu of ${name}`}
        className="opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100"
      >
        <MenuItem icon={<PencilLine />} onSelect={() => setAsked('rename')}>
          Rename
        </MenuItem>
        {managedPack !== null && (
          <MenuNote>{`Cannot be removed: your administrator has set the pack “${managedPack}”.`}</MenuNote>
        )}
        {id !== FIRST_COLLECTION_ID && managedPack === null && (
          <MenuItem icon={<Trash2 />} isDanger onSelect={() => setAsked('remove')}>
            Remove
          </MenuItem>
        )}
      </MoreMenu>
      <RenameCollectionDialog collection={collection} open={asked === 'rename'} onOpenChange={onOpenChange} />
      <ConfirmDialog
        open={asked === 'remove'}
        onOpenChange={onOpenChange}
        title={`Remove “${name}”?`}
        description={`Its ${countOf(sourceCount, 'source')} and ${countOf(documentCount, 'document')} will no longer be searched, and stored answers that rest on them vanish. The files on your disk stay, and past conversations keep their quotes.`}
        confirmLabel="Remove collection"
        onConfirm={async () =>
          void (await act(
            () => client.call('collections.remove', { collectionId: id }),
            `“${name}” removed.`,
          ))
        }
      />
    </>
  )
}
