import type { ModelProfile } from '@shared/model-models'
import { Button } from '../ui/button'
import { formatDuration } from '../ui/figures'
import { Spinner } from '../ui/spinner'
import { ModelTestOutcome, useModelTest } from './model-test'

/** Asks the server of one profile for one word. */
export function TestButton({ profile }: { readonly profile: ModelProfile }) {
  const { test, run } = useModelTest(profile.id)
  return (
    <>
      <Button
        aria-label={`Test ${profile.name}`}
        disabled={test.kind === 'running'}
        onClick={() => void run(({ tookMs }) => `Answered in ${formatDuration(tookMs)}.`)}
      >
        {test.kind === 'running' && <Spinner label="Testing" />}
        Test
      </Button>
      <ModelTestOutcome test={test} className="order-last basis-full" />
    </>
  )
}
