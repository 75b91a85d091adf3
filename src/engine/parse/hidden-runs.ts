import { SaxesParser } from 'saxes'
import { attributeOf, localName } from './office-file'
import { type Attributes, readXml } from './read-xml'

/** Half points: letters of one point or less are there for machines. */
const TINY_HALF_POINTS = 2
/** None of these in a part: it need not be looked through. */
const SUSPICIOUS = /vanish|:sz\s[^>]*["'][012]["']|:color\s[^>]*["']f{6}["']/iu
const WHITE = /^f{6}$/iu

export interface ShownXml {
  /** Without the content of runs that Word does not show. */
  readonly xml: string
  /** Runs in white letters on nothing that the document says is dark. */
  readonly whiteCount: number
}

interface Run {
  readonly contentStart: number
  isHidden: boolean
  isWhite: boolean
  hasGround: boolean
}

interface Paragraph {
  isHidden: boolean
  hasGround: boolean
}

/**
 * Takes out what a Word file marks as hidden: by itself, by its style, or by letters too small to be seen. White
 * letters are counted and stay: what lies behind them cannot be known for sure. `xml` must be well-formed; one that
 * is not is given back as it was.
 */
export function withoutHiddenRuns(xml: string, hiddenStyles: ReadonlySet<string>): ShownXml {
  if (hiddenStyles.size === 0 && !SUSPICIOUS.test(xml)) return { xml, whiteCount: 0 }
  const cuts: { readonly start: number; readonly end: number }[] = []
  const runs: Run[] = []
  const paragraphs: Paragraph[] = []
  let whiteCount = 0
  let tableDepth = 0
  let paragraphPropertiesDepth = 0
  let isBroken = false
  const parser = new SaxesParser({ xmlns: false, position: true })
  parser.on('error', () => {
    isBroken = true
  })
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
    const local = localName(name)
    if (local === 'tbl' || local === 'txbxContent') tableDepth++
    else if (local === 'p') paragraphs.push({ isHidden: false, hasGround: false })
    else if (local === 'pPr') paragraphPropertiesDepth++
    else if (local === 'r' && !isSelfClosing)
      runs.push({ contentStart: parser.position, isHidden: false, isWhite: false, hasGround: false })
    else if (paragraphPropertiesDepth > 0) noteParagraph(paragraphs.at(-1), local, attributes, hiddenStyles)
    else noteRun(runs.at(-1), local, attributes, hiddenStyles)
  })
  parser.on('closetag', ({ name, isSelfClosing }) => {
    const local = localName(name)
    if (local === 'tbl' || local === 'txbxContent') tableDepth--
    else if (local === 'p') paragraphs.pop()
    else if (local === 'pPr') paragraphPropertiesDepth--
    else if (local === 'r' && !isSelfClosing) {
      const run = runs.pop()
      if (!run) return
      const { isHidden, hasGround } = paragraphs.at(-1) ?? { isHidden: false, hasGround: false }
      if (run.isHidden || isHidden)
        cuts.push({ start: run.contentStart, end: xml.lastIndexOf('</', parser.position - 1) })
      else if (run.isWhite && !run.hasGround && !hasGround && tableDepth === 0) whiteCount++
    }
  })
  parser.write(xml).close()
  return isBroken ? { xml, whiteCount: 0 } : { xml: withoutParts(xml, cuts), whiteCount }
}

function noteRun(
  run: Run | undefined,
  local: string,
  attributes: Attributes,
  hiddenStyles: ReadonlySet<string>,
): void {
  if (!run) return
  const value = attributeOf(attributes, 'val')
  if (local === 'vanish') run.isHidden ||= isOn(value)
  else if (local === 'sz') run.isHidden ||= value !== undefined && Number(value) <= TINY_HALF_POINTS
  else if (local === 'rStyle') run.isHidden ||= hiddenStyles.has(value ?? '')
  else if (local === 'color') run.isWhite = WHITE.test(value ?? '')
  else if (local === 'shd' || local === 'highlight') run.hasGround = true
}

function noteParagraph(
  paragraph: Paragraph | undefined,
  local: string,
  attributes: Attributes,
  hiddenStyles: ReadonlySet<string>,
): void {
  if (!paragraph) return
  if (local === 'pStyle') paragraph.isHidden ||= hiddenStyles.has(attributeOf(attributes, 'val') ?? '')
  else if (local === 'shd') paragraph.hasGround = true
}

/** A property without a value is on. */
function isOn(value: string | undefined): boolean {
  return value === undefined || !['0', 'false', 'off'].includes(value)
}

/** Ids of the styles whose text Word does not show. Throws a Refusal. */
export function readHiddenStyles(styles: Buffer | null): ReadonlySet<string> {
  const hidden = new Set<string>()
  if (!styles?.includes('vanish')) return hidden
  let style: string | undefined
  readXml(styles, {
    open(name, attributes) {
      const local = localName(name)
      if (local === 'style') style = attributeOf(attributes, 'styleId')
      else if (local === 'vanish' && style !== undefined && isOn(attributeOf(attributes, 'val')))
        hidden.add(style)
    },
    close(name) {
      if (localName(name) === 'style') style = undefined
    },
  })
  return hidden
}

/** A run within a run, as in a text box, ends before the one around it: only the outermost cut counts. */
function withoutParts(
  xml: string,
  cuts: readonly { readonly start: number; readonly end: number }[],
): string {
  let shown = ''
  let at = 0
  for (const { start, end } of [...cuts].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < at) continue
    shown += xml.slice(at, start)
    at = end
  }
  return shown + xml.slice(at)
}
