/** Styles by which a text breaks into lines. */
const COPIED = [
  'font',
  'letterSpacing',
  'wordSpacing',
  'tabSize',
  'padding',
  'border',
  'boxSizing',
  'textIndent',
] as const

/** Below the line that this place of the text stands in, in pixels from the top of the field. */
export function caretTop(field: HTMLTextAreaElement | null, place: number): number {
  if (!field) return 0
  const style = window.getComputedStyle(field)
  const mirror = document.createElement('div')
  for (const name of COPIED) mirror.style[name] = style[name]
  mirror.style.lineHeight = style.lineHeight
  mirror.style.position = 'absolute'
  mirror.style.visibility = 'hidden'
  mirror.style.whiteSpace = 'pre-wrap'
  mirror.style.overflowWrap = 'break-word'
  mirror.style.width = `${field.clientWidth}px`
  mirror.textContent = field.value.slice(0, place)
  const mark = document.createElement('span')
  mark.textContent = '.'
  mirror.append(mark)
  document.body.append(mirror)
  const bottom = mark.offsetTop + mark.offsetHeight
  mirror.remove()
  return bottom + 4
}
