import { type ComponentType, use, useState } from 'react'

/** Parts of the page that are not in its first download. */
interface Parts {
  /**
   * A part that stands in a Suspense. Once it is there it is drawn at once; React's own `lazy` waits a third of a second
   * the first time it is shown, however long it has been there. What could not be loaded is tried again when it is next
   * shown.
   */
  onDemand<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props>
  /** Loads one part after the other, whenever the page has nothing to do. Returns what ends it. */
  loadWhenIdle(): () => void
}

export const { onDemand, loadWhenIdle: loadPartsWhenIdle } = createParts()

export function createParts(): Parts {
  const reads: (() => Promise<unknown>)[] = []
  return {
    onDemand(load) {
      const part = createPart(load)
      reads.push(part.read)
      return part.OnDemand
    },
    loadWhenIdle() {
      const waiting = [...reads]
      let handle = 0
      const next = () => {
        const read = waiting.shift()
        if (!read) return
        handle = requestIdleCallback(() => {
          read().then(next, next)
        })
      }
      next()
      return () => {
        waiting.length = 0
        cancelIdleCallback(handle)
      }
    },
  }
}

function createPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let loaded: ComponentType<Props> | null = null
  let loading: Promise<ComponentType<Props>> | null = null
  const read = () => {
    loading ??= load().then(
      (part) => {
        loaded = part
        return part
      },
      (thrown) => {
        loading = null
        throw thrown
      },
    )
    return loading
  }
  function Awaited(props: Props) {
    const Part = use(read())
    return <Part {...props} />
  }
  function OnDemand(props: Props) {
    // decided once: another component in its place would begin anew
    const [Part] = useState(() => loaded ?? Awaited)
    return <Part {...props} />
  }
  return { read, OnDemand }
}
