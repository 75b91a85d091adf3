import { toAppError } from '@shared/errors'
import { useCallback } from 'react'
import { useBridge, useClient } from '../engine/use-engine'
import { useAnnounce } from '../ui/announcer'

/** Into a file where the person wants it; '' stands for all folders. */
export function useExportMacros() {
  const client = useClient()
  const bridge = useBridge()
  const announce = useAnnounce()
  return useCallback(
    async (as: 'csv' | 'json', folder = '') => {
      try {
        const { fileName, mediaType, text } = await client.call('macros.export', { as, folder })
        await bridge.saveText({ fileName, mediaType, text })
      } catch (thrown) {
        announce(toAppError(thrown).message, 'shown')
      }
    },
    [client, bridge, announce],
  )
}
