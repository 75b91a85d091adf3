import type { PickKind } from '@shared/bridge'

/** A file with its path inside what was picked or dropped: "Guides/roses.md" of a folder, "roses.md" of a file. */
export interface NamedFile {
  readonly name: string
  readonly file: File
}

/** Null when the person cancelled. */
export function pickFiles(kind: PickKind): Promise<readonly NamedFile[] | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = kind !== 'pack'
    if (kind === 'pack') input.accept = '.vmpack'
    input.webkitdirectory = kind === 'folder'
    input.addEventListener('cancel', () => resolve(null))
    input.addEventListener('change', () => {
      const files = Array.from(input.files ?? [], (file) => ({
        name: file.webkitRelativePath || file.name,
        file,
      }))
      resolve(files.length === 0 ? null : files)
    })
    input.click()
  })
}

/** What the browser would not open, with a sentence for each. */
export type UnreadableFiles = readonly { readonly name: string; readonly message: string }[]

export interface DroppedFiles {
  readonly files: readonly NamedFile[]
  readonly unreadable: UnreadableFiles
}

/** Folders are walked; what cannot be read is named. Must be called within the drop event. */
export async function filesOfDrop(data: DataTransfer): Promise<DroppedFiles> {
  // the list is emptied as soon as the event is over, so everything is taken before the first wait
  const found = Array.from(data.items, (item) => {
    const entry = item.webkitGetAsEntry()
    if (entry) return walk(entry, '')
    // a file that another page hands over, such as an attachment of a web mail, lies in no folder of this machine
    const file = item.getAsFile()
    return { files: file ? [{ name: file.name, file }] : [], unreadable: [] }
  })
  return joined(await Promise.all(found))
}

function joined(parts: readonly DroppedFiles[]): DroppedFiles {
  return {
    files: parts.flatMap(({ files }) => files),
    unreadable: parts.flatMap(({ unreadable }) => unreadable),
  }
}

function unreadable(name: string, kind: 'file' | 'folder'): DroppedFiles {
  return {
    files: [],
    unreadable: [{ name, message: `The browser could not read this ${kind}. Check that it may be opened.` }],
  }
}

async function walk(entry: FileSystemEntry, folder: string): Promise<DroppedFiles> {
  const name = folder + entry.name
  if (entry.isFile) {
    const file = await new Promise<File | null>((resolve) =>
      (entry as FileSystemFileEntry).file(resolve, () => resolve(null)),
    )
    return file ? { files: [{ name, file }], unreadable: [] } : unreadable(name, 'file')
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: DroppedFiles[] = []
  for (;;) {
    const batch = await new Promise<FileSystemEntry[] | null>((resolve) =>
      reader.readEntries(resolve, () => resolve(null)),
    )
    if (batch === null) return joined([...found, unreadable(name, 'folder')])
    // browsers hand over a folder in batches of 100 and end with an empty one
    if (batch.length === 0) return joined(found)
    for (const child of batch) found.push(await walk(child, `${name}/`))
  }
}
