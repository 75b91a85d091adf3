import { useCall } from '../engine/use-engine'

/** False where the organisation has switched them off; nothing leads to them then. */
export function useInsightsAllowed(): boolean {
  const policy = useCall('policy.get', {})
  return policy.kind !== 'ready' || policy.output.allowInsights
}
