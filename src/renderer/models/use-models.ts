import type { ModelOverview, ModelProfile } from '@shared/model-models'
import { useStream } from '../engine/use-engine'

/** Profiles, budget and health, followed. Null until the engine has spoken. */
export function useModels(): ModelOverview | null {
  const overview = useStream('model.watch', {})
  return overview.kind === 'ready' ? overview.latest : null
}

export function activeProfile(overview: ModelOverview | null): ModelProfile | null {
  return overview?.profiles.find(({ isActive }) => isActive) ?? null
}
