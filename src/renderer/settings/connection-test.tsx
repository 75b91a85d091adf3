import { ModelTestOutcome, useModelTest } from '../models/model-test'
import { Button } from '../ui/button'
import { formatDuration } from '../ui/figures'
import { Spinner } from '../ui/spinner'
import { SettingRow } from './setting-row'

/** Asks the model server one word with the settings as they are saved. */
export function ConnectionTest() {
  const { test, run } = useModelTest(null)
  return (
    <SettingRow
      id="setting-test"
      isSelfNamed
      label="Connection"
      about="Sends one short request with the key, model and address above."
    >
      <Button
        id="setting-test"
        disabled={test.kind === 'running'}
        onClick={() =>
          void run(({ modelName, tookMs }) => `${modelName} answered in ${formatDuration(tookMs)}.`)
        }
      >
        {test.kind === 'running' && <Spinner label="Testing" />}
        Test connection
      </Button>
      <ModelTestOutcome test={test} className="mt-1.5" />
    </SettingRow>
  )
}
