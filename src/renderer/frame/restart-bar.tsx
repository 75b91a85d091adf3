import { useConnectionState } from '../engine/use-engine'

/** Says that the engine is away for a moment; the page stays as it is. */
export function RestartBar() {
  const { kind } = useConnectionState()
  return (
    <div role="status">
      {kind === 'restarting' && (
        <p className="border-b border-line bg-amber-soft px-4 py-1.5 text-center text-sm text-amber">
          The engine is starting again… What you have written is safe.
        </p>
      )}
    </div>
  )
}
