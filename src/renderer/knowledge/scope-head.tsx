import { LocationHead } from '../packs/location-head'
import { PackHead } from '../packs/pack-head'
import { usePacks } from '../packs/use-packs'
import { EVERYTHING } from './scope'
import { SourceHead } from './source-head'
import type { KnowledgeScope } from './use-scope'

/** What is known of the one source, pack or place that is chosen; nothing for a whole collection. */
export function ScopeHead({ knowledge }: { readonly knowledge: KnowledgeScope }) {
  const { scope, choose, holdings } = knowledge
  const { packs, locations } = usePacks()
  const leave = () => choose(EVERYTHING)
  if (scope.kind === 'location') {
    const location = locations.find(({ id }) => id === scope.id)
    if (!location) return null
    const packNames = packs.filter(({ locationId }) => locationId === location.id).map(({ name }) => name)
    return <LocationHead key={location.id} location={location} packNames={packNames} onForgotten={leave} />
  }
  if (scope.kind !== 'source') return null
  const pack = packs.find(({ sourceId }) => sourceId === scope.id)
  if (pack) {
    const location = locations.find(({ id }) => id === pack.locationId) ?? null
    return <PackHead key={pack.id} pack={pack} location={location} onRemoved={leave} />
  }
  const source = holdings.sources.find(({ id }) => id === scope.id)
  if (!source || source.kind === 'pack') return null
  return <SourceHead key={source.id} source={source} collections={holdings.collections} onRemoved={leave} />
}
