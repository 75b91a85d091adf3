import type { ItemRange } from './align-page-text'

/** In CSS pixels from the page's corner. */
export interface LitBox {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Boxes nearer than this on one line are one. */
const JOIN_GAP_PX = 10

/** Where parts of the drawn text layer lie; one box a line, so that a passage is lit without gaps between its words. */
export function litBoxes(
  page: HTMLElement,
  textParts: readonly HTMLElement[],
  /** How wide each part is drawn; 0 where it is turned, and taken as it lies. */
  widths: readonly number[],
  ranges: readonly ItemRange[],
): LitBox[] {
  const origin = page.getBoundingClientRect()
  const boxes: LitBox[] = []
  for (const { item, from, to } of ranges) {
    const node = textParts[item]?.firstChild
    if (!node || node.nodeType !== Node.TEXT_NODE) continue
    const length = node.textContent?.length ?? 0
    const range = document.createRange()
    range.setStart(node, Math.min(from, length))
    range.setEnd(node, Math.min(to, length))
    // the text layer's own letters are a little narrower or wider than the drawn ones
    const whole = textParts[item]?.getBoundingClientRect()
    const drawn = widths[item] ?? 0
    const factor = whole && whole.width > 0 && drawn > 0 ? drawn / whole.width : 1
    const edge = whole?.left ?? 0
    for (const { left, top, width, height } of range.getClientRects())
      if (width > 0)
        boxes.push({
          left: edge + (left - edge) * factor - origin.left,
          top: top - origin.top,
          width: width * factor,
          height,
        })
  }
  return joined(boxes)
}

function joined(boxes: readonly LitBox[]): LitBox[] {
  const lines: LitBox[] = []
  for (const box of boxes) {
    const last = lines.at(-1)
    const isSameLine =
      last !== undefined &&
      Math.abs(last.top + last.height / 2 - (box.top + box.height / 2)) < last.height / 2 &&
      box.left - (last.left + last.width) < JOIN_GAP_PX &&
      box.left >= last.left
    if (!isSameLine) lines.push(box)
    else
      lines[lines.length - 1] = {
        left: last.left,
        top: Math.min(last.top, box.top),
        width: Math.max(last.width, box.left + box.width - last.left),
        height: Math.max(last.top + last.height, box.top + box.height) - Math.min(last.top, box.top),
      }
  }
  return lines
}
