import { Worker } from 'node:worker_threads'

const INTERVAL_MS = 100

/**
 * Runs beside the reading, which holds the main thread for seconds: a timer there would not fire. The heap of V8 has
 * a limit of its own; buffers and WebAssembly lie outside of it, and count only here.
 */
const WATCH = `
const { workerData } = require('node:worker_threads')
setInterval(() => {
  if (process.memoryUsage.rss() > workerData.maxRssBytes) process.kill(process.pid, 'SIGTERM')
}, workerData.intervalMs)
`

/** Ends the process with SIGTERM as soon as it holds more memory than this. */
export function watchMemory(maxRssBytes: number): void {
  try {
    const worker = new Worker(WATCH, {
      eval: true,
      workerData: { maxRssBytes, intervalMs: INTERVAL_MS },
      resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 },
      execArgv: [],
      env: {},
    })
    worker.unref()
    worker.on('error', () => {})
  } catch {
    // a host without workers: the limit of the heap is still there
  }
}
