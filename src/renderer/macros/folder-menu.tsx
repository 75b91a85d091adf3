import { toAppError } from '@shared/errors'
import { FileJson, PencilLine } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { TextField } from '../ui/field'
import { MenuItem, MoreMenu } from '../ui/menu'
import { useExportMacros } from './use-export-macros'

/** What can be done with a folder and all that is in it. */
export function FolderMenu({ folder }: { readonly folder: string }) {
  const [isMoving, setMoving] = useState(false)
  const save = useExportMacros()
  return (
    <>
      <MoreMenu label={`Folder ${folder}`}>
        <MenuItem icon={<PencilLine />} onSelect={() => setMoving(true)}>
          Rename or move…
        </MenuItem>
        <MenuItem icon={<FileJson />} onSelect={() => void save('json', folder)}>
          Export as JSON
        </MenuItem>
      </MoreMenu>
      <Dialog
        open={isMoving}
        onOpenChange={setMoving}
        title="Rename or move the folder"
        description="With all folders in it. Empty: its macros stand without a folder."
      >
        {isMoving && <MoveForm folder={folder} onClose={() => setMoving(false)} />}
      </Dialog>
    </>
  )
}

function MoveForm({ folder, onClose }: { readonly folder: string; readonly onClose: () => void }) {
  const client = useClient()
  const [to, setTo] = useState(folder)
  const [failure, setFailure] = useState<string | null>(null)

  async function submit(event: FormEvent) {
    event.preventDefault()
    try {
      await client.call('macros.moveFolder', { from: folder, to })
      onClose()
    } catch (thrown) {
      setFailure(toAppError(thrown).message)
    }
  }
  return (
    <form className="grid gap-4 px-5 pt-2 pb-5" onSubmit={(event) => void submit(event)}>
      <TextField
        label="Folder"
        hint="Names with / between them: Orders/Refunds"
        value={to}
        autoFocus
        autoComplete="off"
        error={failure}
        onChange={(event) => setTo(event.target.value)}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary">
          Move
        </Button>
      </div>
    </form>
  )
}
