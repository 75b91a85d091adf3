/** What a row measures, and what a scrolling list has room for. */
const SIZES_PX = { offsetWidth: 900, offsetHeight: 40, clientWidth: 900, clientHeight: 600 } as const

/** A DOM without layout gives every element no size, and a virtual list would draw no row. Returns how to undo it. */
export function giveElementsSize(): () => void {
  const before = Object.keys(SIZES_PX).map(
    (name) => [name, Object.getOwnPropertyDescriptor(HTMLElement.prototype, name)] as const,
  )
  for (const [name, px] of Object.entries(SIZES_PX))
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => px })
  return () => {
    for (const [name, descriptor] of before) {
      // one that had none gets back to the getter of a prototype further up
      if (descriptor) Object.defineProperty(HTMLElement.prototype, name, descriptor)
      else Reflect.deleteProperty(HTMLElement.prototype, name)
    }
  }
}
