import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const alias = { '@shared': resolve(import.meta.dirname, 'src/shared') }

export default defineConfig({
  test: {
    // much of the time is waiting for processes: with one worker a machine of two cores is half idle
    maxWorkers: 2,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'node',
          environment: 'node',
          setupFiles: ['test/setup.ts'],
          // as long as it takes on a busy machine; what never comes is told all the same
          expect: { poll: { timeout: 15_000 } },
          // real natives and real child processes: a thread of vitest's own would share their crashes
          pool: 'forks',
          // two processes for all files: SQLite, the parsers and the SDK are loaded once in each
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['test/renderer/**', 'test/e2e/**'],
          // it imports electron, which tests replace; left outside of vitest it would look for the real one
          server: { deps: { inline: ['electron-store'] } },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        plugins: [react()],
        test: {
          name: 'web',
          environment: 'happy-dom',
          // a third of the time: the page and its libraries are loaded once for all files, as they are in a window
          isolate: false,
          unstubGlobals: true,
          setupFiles: ['test/setup.ts', 'test/setup-page.ts'],
          // as long as it takes on a busy machine; what never comes is told all the same
          expect: { poll: { timeout: 15_000 } },
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
        },
      },
    ],
  },
})
