import { ChevronDown, FilePlus, FolderPlus, FolderSync, Globe, Package } from 'lucide-react'
import { useState } from 'react'
import { useBridge, useCall } from '../engine/use-engine'
import { AddPackDialog } from '../packs/add-pack-dialog'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Menu, MenuItem } from '../ui/menu'
import { AddFolderDialog } from './add-folder-dialog'
import { AddWebDialog } from './add-web-dialog'
import { type Holdings, type Scope, targetCollection } from './scope'
import type { AddFiles } from './use-add-files'

interface AddMenuProps {
  readonly adding: AddFiles
  readonly scope: Scope
  readonly holdings: Holdings
  readonly isPrimary: boolean
}

type Opened = 'folder' | 'web' | 'web-forbidden' | 'pack'

/** Every way in: files and folders at hand, the rest one step away. */
export function AddMenu({ adding, scope, holdings, isPrimary }: AddMenuProps) {
  const { shell } = useBridge()
  const policy = useCall('policy.get', {})
  const [opened, setOpened] = useState<Opened | null>(null)
  const isBusy = adding.state.kind === 'adding'
  const collectionId = targetCollection(scope, holdings)
  const isWebForbidden = policy.kind === 'ready' && !policy.output.allowWebImport
  const dialog = { collections: holdings.collections, collectionId, onClose: () => setOpened(null) }
  return (
    <div className="flex flex-wrap gap-2">
      <Menu
        trigger={
          <Button variant="ghost">
            More
            <ChevronDown aria-hidden />
          </Button>
        }
      >
        {shell === 'browser' && (
          <MenuItem
            icon={<FolderSync />}
            hint="Changes on disk follow by themselves"
            onSelect={() => setOpened('folder')}
          >
            Follow a folder
          </MenuItem>
        )}
        <MenuItem
          icon={<Globe />}
          {...(isWebForbidden ? { hint: 'Switched off by your administrator' } : {})}
          onSelect={() => setOpened(isWebForbidden ? 'web-forbidden' : 'web')}
        >
          Web page or sitemap
        </MenuItem>
        <MenuItem icon={<Package />} onSelect={() => setOpened('pack')}>
          Knowledge pack
        </MenuItem>
      </Menu>
      <Button
        disabled={isBusy}
        onClick={() => (shell === 'desktop' ? setOpened('folder') : adding.pick('folder', collectionId))}
      >
        <FolderPlus aria-hidden />
        Add folder
      </Button>
      <Button
        variant={isPrimary ? 'primary' : 'secondary'}
        disabled={isBusy}
        onClick={() => adding.pick('files', collectionId)}
      >
        <FilePlus aria-hidden />
        Add files
      </Button>
      {opened === 'folder' && <AddFolderDialog {...dialog} />}
      {opened === 'web' && <AddWebDialog {...dialog} />}
      {opened === 'pack' && <AddPackDialog {...dialog} />}
      <Dialog
        open={opened === 'web-forbidden'}
        onOpenChange={() => setOpened(null)}
        title="Web pages are switched off"
        description="Your administrator does not allow web pages as sources on this machine. Save the page as a file and add that, or ask for the policy to be changed."
      >
        <div className="flex justify-end px-5 pt-3 pb-5">
          <Button onClick={() => setOpened(null)}>Close</Button>
        </div>
      </Dialog>
    </div>
  )
}
