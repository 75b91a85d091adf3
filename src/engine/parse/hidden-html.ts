/** Of an element: an attribute by its name, and what the element stands in. */
export interface StyledNode {
  readonly parentNode: StyledNode | null
  getAttribute?(name: string): string | null
}

const HIDING = new RegExp(
  [
    'display\\s*:\\s*none',
    'visibility\\s*:\\s*(?:hidden|collapse)',
    // zero, and what is too small for an eye
    'font-size\\s*:\\s*(?:0(?![.\\d]*[1-9])|0?\\.[0-2]\\d*r?em|[01](?:\\.\\d+)?px)',
    'opacity\\s*:\\s*0(?:\\.0+)?\\s*(?:;|!|$)',
    // moved out of the page
    '(?:left|top|right|text-indent|margin-left|margin-top)\\s*:\\s*-\\d{4,}',
    '(?:^|;)\\s*color\\s*:\\s*transparent',
  ].join('|'),
  'iu',
)
const COLOR = /(?:^|;)\s*color\s*:\s*([^;!]+)/iu
const BACKGROUND = /(?:^|;)\s*background(?:-color|-image)?\s*:\s*([^;!]+)/iu

/** The style of an element alone says that nobody sees it. */
export function hasHidingStyle(style: string): boolean {
  return HIDING.test(style)
}

/**
 * hidden: in the colour of what is said to lie behind it, or white where nothing at all is said of that. doubtful:
 * white, and what lies behind is known to a style sheet only.
 */
export function judgeColor(node: StyledNode, style: string): 'shown' | 'doubtful' | 'hidden' {
  const color = colorOf(COLOR.exec(style)?.[1])
  if (color === null) return 'shown'
  let hasClass = false
  for (let at: StyledNode | null = node; at; at = at.parentNode) {
    const said = BACKGROUND.exec(at.getAttribute?.('style') ?? '')?.[1] ?? at.getAttribute?.('bgcolor')
    if (said) return colorOf(said) === color ? 'hidden' : 'shown'
    hasClass ||= Boolean(at.getAttribute?.('class') ?? at.getAttribute?.('id'))
  }
  if (color !== 'ffffff') return 'shown'
  return hasClass ? 'doubtful' : 'hidden'
}

/** Six digits; null for what has no one colour: a picture, a gradient, a variable. */
function colorOf(value: string | null | undefined): string | null {
  const said = value?.trim().toLowerCase() ?? ''
  if (said === 'white') return 'ffffff'
  if (said === 'black') return '000000'
  const short = /^#?([\da-f])([\da-f])([\da-f])$/u.exec(said)
  if (short) return short.slice(1).join('').replace(/./gu, '$&$&')
  const long = /^#?([\da-f]{6})(?:ff)?$/u.exec(said)
  if (long) return long[1] ?? null
  const numbers = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*(?:[,/]\s*1(?:\.0+)?\s*)?\)$/u.exec(
    said,
  )
  if (!numbers) return null
  return numbers
    .slice(1)
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')
}
