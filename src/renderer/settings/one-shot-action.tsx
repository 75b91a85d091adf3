import { toAppError } from '@shared/errors'
import { useState } from 'react'
import { Button } from '../ui/button'

interface OneShotActionProps {
  readonly id: string
  readonly label: string
  readonly isDisabled?: boolean
  /** Resolves with the sentence that says what happened. */
  readonly run: () => Promise<string>
}

/** A button that does something at once and says beside it what came of it. */
export function OneShotAction({ id, label, isDisabled = false, run }: OneShotActionProps) {
  const [isBusy, setIsBusy] = useState(false)
  const [result, setResult] = useState<{ readonly text: string; readonly isError: boolean } | null>(null)

  async function onClick(): Promise<void> {
    setIsBusy(true)
    try {
      setResult({ text: await run(), isError: false })
    } catch (thrown) {
      setResult({ text: toAppError(thrown).message, isError: true })
    } finally {
      setIsBusy(false)
    }
  }

  return (
    <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
      <span role="status" className={`text-sm ${result?.isError ? 'text-red' : 'text-muted'}`}>
        {result?.text}
      </span>
      <Button id={id} disabled={isBusy || isDisabled} onClick={() => void onClick()}>
        {label}
      </Button>
    </div>
  )
}
