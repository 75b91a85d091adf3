import { type Browser, chromium } from '@playwright/test'
import { pickBrowser } from '../e2e/browser'
import type { Bench } from './bench'
import { startBenchEngine } from './bench-engine'
import { type BenchShell, connectToShell, firstFindAt, startBenchShell } from './bench-shell'
import { FIRST_VERDEMUSE } from './first-verdemuse'
import { openContext, type PageTiming, readTiming, usedHeapMB } from './page-timing'
import { memoryOfTree, residentMB } from './process-memory'
import { medianRow, noteRow, number, type Row, timesRow, valueRow } from './row'

/** From nothing running to a page and a search; then a page of a shell that runs. */
export async function startRows(bench: Bench): Promise<Row[]> {
  return [...(await engineRows(bench)), ...(await browserRows(bench))]
}

async function engineRows({ isQuick, sampleDataDir, largeDataDir, largeChunkCount }: Bench): Promise<Row[]> {
  const measure = async (dataDir: string) => {
    const times: number[] = []
    for (let run = 0; run < (isQuick ? 3 : 10); run++) {
      const engine = await startBenchEngine({ dataDir })
      times.push(engine.readyMs)
      await engine.stop()
    }
    return times
  }
  const large = number(largeChunkCount)
  return [
    medianRow('Engine ready, without the model, sample knowledge base', await measure(sampleDataDir), {
      target: { atMost: 500 },
      report: { atMost: 30_000 },
      firstVerdeMuse: FIRST_VERDEMUSE.startup,
    }),
    medianRow(`Engine ready, without the model, ${large} passages`, await measure(largeDataDir), {
      target: { atMost: 500 },
    }),
  ]
}

async function browserRows(bench: Bench): Promise<Row[]> {
  const picked = await pickBrowser()
  if (!picked) return [noteRow('Browser shell', 'not measured: there is no Chromium on this machine')]
  const browser = await chromium.launch(picked.launch)
  try {
    const runs = bench.isQuick ? 2 : 7
    return [
      ...(await coldRows(browser, 'first start, with the import of the sample', runs, () => ({
        dataDir: bench.scratch.folder('first-start'),
        codeCacheDir: bench.scratch.folder('code'),
      }))),
      ...(await laterRows(browser, bench, runs)),
      ...(await pageRows(browser, bench)),
    ]
  } finally {
    await browser.close()
  }
}

/** With what the start before left: data, and the code that was compiled then. */
async function laterRows(browser: Browser, { scratch, sampleDataDir }: Bench, runs: number): Promise<Row[]> {
  const folders = { dataDir: sampleDataDir, codeCacheDir: scratch.folder('code') }
  await coldRows(browser, 'before', 1, () => folders)
  return coldRows(browser, 'later start', runs, () => folders)
}

/** Counted from the start of the shell's process; the browser runs already, as it does on most desks. */
async function coldRows(
  browser: Browser,
  name: string,
  runs: number,
  folders: () => { readonly dataDir: string; readonly codeCacheDir: string },
): Promise<Row[]> {
  const painted: number[] = []
  const usable: number[] = []
  const keyword: number[] = []
  const semantic: number[] = []
  for (let run = 0; run < runs; run++) {
    const { dataDir, codeCacheDir } = folders()
    const shell = await startBenchShell(dataDir, { codeCacheDir })
    const [timing, found] = await Promise.all([coldPage(browser, shell), coldSearch(dataDir)])
    painted.push(timing.timeOrigin + timing.firstPaintMs - shell.startedAt)
    usable.push(timing.timeOrigin + timing.interactiveMs - shell.startedAt)
    keyword.push(found.keywordAt - shell.startedAt)
    semantic.push(found.semanticAt - shell.startedAt)
    await shell.stop()
  }
  return [
    medianRow(`Cold start to first paint, ${name}`, painted, { target: { atMost: 1000 } }),
    medianRow(`Cold start to a usable page, ${name}`, usable),
    medianRow(`Cold start to the first keyword find, ${name}`, keyword),
    medianRow(`Cold start to the first find by meaning (loads the model), ${name}`, semantic),
  ]
}

async function coldPage(browser: Browser, shell: BenchShell): Promise<PageTiming> {
  const context = await openContext(browser)
  const page = await context.newPage()
  await page.goto(shell.link)
  const timing = await readTiming(page)
  await context.close()
  return timing
}

async function coldSearch(dataDir: string): Promise<{ keywordAt: number; semanticAt: number }> {
  const client = await connectToShell(dataDir)
  const keywordAt = await firstFindAt(client, 'keyword')
  const semanticAt = await firstFindAt(client, 'semantic')
  client.close()
  return { keywordAt, semanticAt }
}

/** Loads of the page with an empty cache, of a shell that runs: what the first VerdeMuse's page was measured as. */
async function pageRows(browser: Browser, { isQuick, sampleDataDir }: Bench): Promise<Row[]> {
  const shell = await startBenchShell(sampleDataDir)
  try {
    const session = await openContext(browser)
    const first = await session.newPage()
    await first.goto(shell.link)
    await readTiming(first)
    const origin = new URL(shell.link).origin
    const timings: PageTiming[] = []
    for (let run = 0; run < (isQuick ? 3 : 15); run++) {
      const context = await openContext(browser, session)
      const page = await context.newPage()
      await page.goto(origin)
      timings.push(await readTiming(page))
      await context.close()
    }
    const transferred = (timings[0]?.transferredBytes ?? 0) / 1000
    return [
      timesRow(
        'Page load to first paint',
        timings.map((timing) => timing.firstPaintMs),
        {
          target: { atMost: 1000 },
          report: { atMost: 2000 },
          firstVerdeMuse: FIRST_VERDEMUSE.firstPaint,
        },
      ),
      timesRow(
        'Page load to a usable page',
        timings.map((timing) => timing.interactiveMs),
        {
          report: { atMost: 3000 },
          firstVerdeMuse: FIRST_VERDEMUSE.interactive,
        },
      ),
      valueRow('Sent to the browser by one page load', transferred, 'kB', {
        firstVerdeMuse: FIRST_VERDEMUSE.bundle,
      }),
      valueRow('Memory of the page (JavaScript heap in use)', await usedHeapMB(first), 'MB', {
        report: { atMost: 100 },
        firstVerdeMuse: FIRST_VERDEMUSE.pageMemory,
      }),
      shellMemoryRow(shell),
    ]
  } finally {
    await shell.stop()
  }
}

function shellMemoryRow(shell: BenchShell): Row {
  const processes = memoryOfTree(shell.pid)
  if (processes.length === 0)
    return noteRow('Memory of the browser shell’s process', 'not measured on this system')
  return valueRow('Memory of the browser shell’s process', residentMB(processes, 'verdemuse.js'), 'MB')
}
