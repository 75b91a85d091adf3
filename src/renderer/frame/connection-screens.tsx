import type { WireError } from '@shared/errors'
import { type ReactNode, useState } from 'react'
import { useBridge } from '../engine/use-engine'
import { Button } from '../ui/button'
import { errorTitle } from '../ui/error-words'
import { LeafMark } from '../ui/leaf-mark'

interface FailedScreenProps {
  readonly error: WireError
  readonly logFolder: string
}

/** The engine does not start. Nothing is lost: what the person has lies in the data folder. */
export function FailedScreen({ error, logFolder }: FailedScreenProps) {
  const bridge = useBridge()
  const [isBusy, setIsBusy] = useState(false)

  async function restart() {
    setIsBusy(true)
    try {
      await bridge.restartEngine()
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <PlainScreen title={errorTitle(error)}>
      <p role="alert">{error.message}</p>
      <p>Your documents and conversations have not been changed.</p>
      <p className="text-xs text-faint">
        The log is in <span className="select-all font-mono [overflow-wrap:anywhere]">{logFolder}</span>
      </p>
      <Button
        variant="primary"
        size="large"
        className="mt-2"
        disabled={isBusy}
        onClick={() => void restart()}
      >
        Restart the engine
      </Button>
    </PlainScreen>
  )
}

/** Browser shell: the page has no way back by itself. */
export function LostScreen({ why }: { readonly why: 'signed-out' | 'shell-gone' }) {
  if (why === 'signed-out')
    return (
      <PlainScreen title="This link has expired">
        <p role="alert">
          Press Enter in the terminal where VerdeMuse runs and open the new link. This page comes back by
          itself once it is open.
        </p>
      </PlainScreen>
    )
  return (
    <PlainScreen title="VerdeMuse has been closed">
      <p role="alert">
        Start it again in the terminal with{' '}
        <code className="rounded-sm bg-sunken px-1 font-mono">npm start</code> and open the link it prints.
        Everything you had is kept.
      </p>
    </PlainScreen>
  )
}

function PlainScreen({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <main className="grid h-full place-items-center p-6">
      <div className="flex max-w-md flex-col items-center gap-2 text-center text-muted">
        <LeafMark size="large" />
        <h1 className="mt-3 text-lg font-semibold tracking-tight text-text">{title}</h1>
        {children}
      </div>
    </main>
  )
}
