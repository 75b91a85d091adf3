import type { Browser, BrowserContext, Page } from '@playwright/test'

/** Of one load of the app's page, in milliseconds since its own navigation began; `timeOrigin` is Unix milliseconds. */
export interface PageTiming {
  readonly timeOrigin: number
  readonly firstPaintMs: number
  /** The question field can be typed into and the list of conversations is there. */
  readonly interactiveMs: number
  readonly transferredBytes: number
}

interface Marks {
  firstPaintMs?: number
  interactiveMs?: number
}
type Marked = typeof globalThis & { benchMarks: Marks }

export async function openContext(browser: Browser, like?: BrowserContext): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    ...(like ? { storageState: await like.storageState() } : {}),
  })
  await context.addInitScript(watchMarks)
  return context
}

/** Waits for both marks of the app's page; the opening page that a link shows first has no question field. */
export async function readTiming(page: Page): Promise<PageTiming> {
  await page.waitForFunction(() => {
    const { firstPaintMs, interactiveMs } = (globalThis as Marked).benchMarks ?? {}
    return firstPaintMs !== undefined && interactiveMs !== undefined
  })
  return page.evaluate(() => {
    const { firstPaintMs = 0, interactiveMs = 0 } = (globalThis as Marked).benchMarks
    const loads = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    const transferredBytes = loads.reduce(
      (sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize,
      0,
    )
    return {
      timeOrigin: performance.timeOrigin,
      firstPaintMs,
      // the field is there one frame before it is painted, and cannot be used until then
      interactiveMs: Math.max(interactiveMs, firstPaintMs),
      transferredBytes,
    }
  })
}

/** In use after a garbage collection: what the page holds, not what it has used. */
export async function usedHeapMB(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1e6
}

/** Runs in each page before its own scripts; looks once a frame, so a mark is late by 16 ms at most. */
function watchMarks(): void {
  const marks: Marks = {}
  ;(globalThis as Marked).benchMarks = marks
  new PerformanceObserver((list) => {
    const paint = list.getEntriesByName('first-contentful-paint')[0]
    if (paint) marks.firstPaintMs ??= paint.startTime
  }).observe({ type: 'paint', buffered: true })
  const look = () => {
    const field = document.querySelector('textarea[aria-label="Question"]:enabled')
    const sidebar = document.querySelector('nav')
    if (field && sidebar) marks.interactiveMs ??= performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
