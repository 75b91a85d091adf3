import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { testInstallation } from './test-installation'

/** A data folder that goes with the test. */
export function tempDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'verdemuse-test-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }))
  return dataDir
}

/** What the small engine wrote down, one event a line. */
export function eventsOf(dataDir: string): readonly string[] {
  try {
    return readFileSync(join(dataDir, 'events.txt'), 'utf8').trim().split('\n')
  } catch {
    return []
  }
}

/** Process ids of the engines that were started on this folder, oldest first. */
export function enginePids(dataDir: string): readonly number[] {
  return eventsOf(dataDir).flatMap((event) => {
    const pid = /^start (\d+)/.exec(event)?.[1]
    return pid ? [Number(pid)] : []
  })
}

export interface CommandRun {
  readonly child: ChildProcess
  stdout(): string
  stderr(): string
  /** Resolves with the exit code; null after a signal that nobody handled. */
  readonly exited: Promise<number | null>
}

/** Runs the built terminal command on the small engine, with nothing of this machine's own environment that matters. */
export function startCommand(args: readonly string[], environment: NodeJS.ProcessEnv = {}): CommandRun {
  const { MISTRAL_API_KEY: _key, VERDEMUSE_DATA_DIR: _dataDir, DISPLAY: _display, ...rest } = process.env
  const child = spawn(process.execPath, [testInstallation().command, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...rest, CI: '1', ...environment },
  })
  let out = ''
  let err = ''
  child.stdout?.on('data', (piece) => {
    out += piece
  })
  child.stderr?.on('data', (piece) => {
    err += piece
  })
  const exited = new Promise<number | null>((resolve) => child.on('close', resolve))
  return { child, stdout: () => out, stderr: () => err, exited }
}

export async function runCommand(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const run = startCommand(args, environment)
  run.child.stdin?.end()
  const exitCode = await run.exited
  return { exitCode, stdout: run.stdout(), stderr: run.stderr() }
}
