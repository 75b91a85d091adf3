import { FolderInput } from 'lucide-react'
import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { READABLE_KINDS } from './document-words'

interface DropZoneProps {
  readonly onDrop: (data: DataTransfer) => void
  readonly children: ReactNode
}

/** Takes files and folders dropped anywhere on the view. */
export function DropZone({ onDrop, children }: DropZoneProps) {
  const [isOver, setIsOver] = useState(false)
  // each child the pointer crosses says enter and leave; only the last leave is out of the view
  const depth = useRef(0)

  function end(): void {
    depth.current = 0
    setIsOver(false)
  }

  return (
    <section
      aria-label="Knowledge"
      className="relative flex h-full min-h-0 flex-col"
      onDragEnter={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        depth.current += 1
        setIsOver(true)
      }}
      onDragOver={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      }}
      onDragLeave={() => {
        depth.current -= 1
        if (depth.current <= 0) end()
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        end()
        onDrop(event.dataTransfer)
      }}
    >
      {children}
      {isOver && (
        <div className="pointer-events-none absolute inset-2 z-20 grid place-items-center rounded-xl border-2 border-dashed border-accent bg-panel/95">
          <div className="flex flex-col items-center gap-1 text-center">
            <FolderInput aria-hidden size={28} className="mb-1 text-accent" />
            <p className="font-semibold">Drop files or folders to add them</p>
            <p className="text-sm text-muted">{READABLE_KINDS}</p>
          </div>
        </div>
      )}
    </section>
  )
}

function hasFiles(event: DragEvent): boolean {
  return [...event.dataTransfer.types].includes('Files')
}
