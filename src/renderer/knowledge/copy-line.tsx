import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useAnnounce } from '../ui/announcer'
import { IconButton } from '../ui/icon-button'

/** A line for a terminal, with a button that copies it. */
export function CopyLine({ text }: { readonly text: string }) {
  const announce = useAnnounce()
  const [isCopied, setIsCopied] = useState(false)

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      setIsCopied(true)
      announce('Copied.')
    } catch {
      announce('It could not be copied. Select it and copy it by hand.', 'shown')
    }
  }

  return (
    <div className="flex items-center gap-1 rounded-md border border-line bg-sunken ps-3 pe-1">
      <code className="min-w-0 grow py-1.5 font-mono text-sm [overflow-wrap:anywhere]">{text}</code>
      <IconButton label={isCopied ? 'Copied' : 'Copy'} className="size-7" onClick={() => void copy()}>
        {isCopied ? <Check aria-hidden /> : <Copy aria-hidden />}
      </IconButton>
    </div>
  )
}
