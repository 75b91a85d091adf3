import { FileDown, FileJson, FileUp } from 'lucide-react'
import { useState } from 'react'
import { MenuItem, MoreMenu } from '../ui/menu'
import { ImportDialog } from './import-dialog'
import { useExportMacros } from './use-export-macros'

interface MacroToolsProps {
  readonly folders: readonly string[]
  readonly count: number
}

/** In from a file and out into one. */
export function MacroTools({ folders, count }: MacroToolsProps) {
  const save = useExportMacros()
  const [isImporting, setImporting] = useState(false)

  return (
    <>
      <MoreMenu label="Import and export macros">
        <MenuItem icon={<FileUp />} hint="CSV or JSON" onSelect={() => setImporting(true)}>
          Import…
        </MenuItem>
        {count > 0 && (
          <>
            <MenuItem
              icon={<FileJson />}
              hint="With passages; VerdeMuse reads it"
              onSelect={() => void save('json')}
            >
              Export as JSON
            </MenuItem>
            <MenuItem
              icon={<FileDown />}
              hint="Texts only; for a spreadsheet"
              onSelect={() => void save('csv')}
            >
              Export as CSV
            </MenuItem>
          </>
        )}
      </MoreMenu>
      <ImportDialog open={isImporting} onOpenChange={setImporting} folders={folders} />
    </>
  )
}
