/** A DOM without layout gives every element no size, and a virtual list would draw no row. */
export function giveElementsSize(widthPx = 900, heightPx = 600): () => void {
  const before = {
    width: Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'offsetWidth'),
    height: Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'offsetHeight'),
  }
  Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { configurable: true, get: () => widthPx })
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => heightPx })
  return () => {
    if (before.width) Object.defineProperty(HTMLElement.prototype, 'offsetWidth', before.width)
    if (before.height) Object.defineProperty(HTMLElement.prototype, 'offsetHeight', before.height)
  }
}
