import type { Collection } from '@shared/models'
import { PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useClient } from '../engine/use-engine'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { countOf } from '../ui/figures'
import { MenuItem, MoreMenu } from '../ui/menu'
import { RenameCollectionDialog } from './name-dialog'
import { FIRST_COLLECTION_ID } from './scope'
import { useAct } from './use-act'

/** Rename and remove; the first collection always stays. */
export function CollectionMenu({ collection }: { readonly collection: Collection }) {
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
        {id !== FIRST_COLLECTION_ID && (
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
