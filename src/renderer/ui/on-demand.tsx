import { type ComponentType, use, useState } from 'react'

/** Every part that is loaded apart, in the order of their modules. */
const parts: (() => Promise<unknown>)[] = []

/**
 * A part of the page that is not in the first download. Once it is there it is drawn at once; React's own `lazy` waits a
 * third of a second the first time it is shown, however long it has been there. What could not be loaded is tried again
 * when it is next shown. Stands in a Suspense.
 */
export function onDemand<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
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
  parts.push(read)
  function Awaited(props: Props) {
    const Part = use(read())
    return <Part {...props} />
  }
  return function OnDemand(props) {
    // decided once: another component in its place would begin anew
    const [Part] = useState(() => loaded ?? Awaited)
    return <Part {...props} />
  }
}

/** Loads one part after the other, whenever the page has nothing to do. Returns what ends it. */
export function loadPartsWhenIdle(): () => void {
  const waiting = [...parts]
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
}
