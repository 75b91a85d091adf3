import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildDocx, buildPdf, docxParagraph } from '../helpers/build-files'
import { type App, expect, open, test } from './app'
import { openKnowledge, waitForSample } from './pages'

const PROGRAM = resolve(import.meta.dirname, '../../out/main/verdemuse.js')
const GOOD_FILES = 480
const BAD_FILES = 20

const fact = (index: number) => `Greenhouse KX-${index} is aired at ${index} degrees.`

/** Name and content of a good file, each kind in its turn. */
function goodFile(index: number): readonly [name: string, content: string | Buffer] {
  const text = fact(index)
  switch (index % 6) {
    case 0:
      return ['md', `# Greenhouse ${index}\n\n${text}\n`]
    case 1:
      return ['html', `<title>Greenhouse ${index}</title><h1>Greenhouse</h1><p>${text}</p>`]
    case 2:
      return ['csv', `question,answer\nHow is greenhouse ${index} aired?,${text}\n`]
    case 3:
      return ['txt', `${text}\n`]
    case 4:
      return ['docx', buildDocx(docxParagraph(text))]
    default:
      return ['pdf', buildPdf([[text]])]
  }
}

function badFile(index: number): readonly [name: string, content: string | Buffer] {
  switch (index % 5) {
    case 0:
      return ['md', '']
    case 1:
      return ['md', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(2000)])]
    case 2:
      return ['docx', 'PK no archive']
    case 3:
      return ['pdf', buildPdf([['secret']], { isEncrypted: true })]
    default:
      return ['pdf', buildPdf([[]])]
  }
}

function writeFolder(parent: string): string {
  const folder = join(parent, 'greenhouses')
  mkdirSync(folder)
  for (let index = 0; index < GOOD_FILES; index++) {
    const [kind, content] = goodFile(index)
    writeFileSync(join(folder, `good-${index}.${kind}`), content)
  }
  for (let index = 0; index < BAD_FILES; index++) {
    const [kind, content] = badFile(index)
    writeFileSync(join(folder, `bad-${index}.${kind}`), content)
  }
  return folder
}

/** As kill -9 does, to the engine and what it started; the shell starts it again. */
function killEngine(app: App): void {
  const children = execFileSync('pgrep', ['-P', String(app.pid)])
    .toString()
    .trim()
    .split('\n')
  for (const pid of children) process.kill(Number(pid), 'SIGKILL')
}

function terminal(dataDir: string, ...args: string[]): string {
  return execFileSync(process.execPath, [PROGRAM, ...args, '--data-dir', dataDir]).toString()
}

test('five hundred files with twenty bad ones: paused, the engine killed, resumed, and every one accounted for', async ({
  page,
  app,
  dataDir,
}) => {
  test.setTimeout(300_000)
  const folder = writeFolder(dataDir)
  await open(page, app)
  await waitForSample(page)
  await openKnowledge(page)
  const importing = spawn(process.execPath, [PROGRAM, 'import', folder, '--watch', '--data-dir', dataDir])
  importing.on('error', () => {})
  const card = page.getByRole('listitem', { name: 'greenhouses', exact: true })
  await card.getByRole('button', { name: 'Pause' }).click()
  await expect(card.getByText('Paused')).toBeVisible()

  // the job belongs to the engine, not to the terminal; one that waited on would start an engine of its own
  importing.kill('SIGKILL')
  killEngine(app)
  await page.reload()
  await openKnowledge(page)
  await expect(card.getByText('Paused')).toBeVisible({ timeout: 30_000 })
  await card.getByRole('button', { name: 'Resume' }).click()

  await expect(card.getByText(`${GOOD_FILES} added, ${BAD_FILES} failed`)).toBeVisible({ timeout: 200_000 })
  for (const index of [0, 1, 2, 3, 4, 5, GOOD_FILES - 1])
    expect(terminal(dataDir, 'search', `KX-${index}`, '--mode', 'keyword', '--limit', '1')).toContain(
      fact(index).slice(0, -1),
    )
  expect(terminal(dataDir, 'search', 'secret', '--mode', 'keyword')).not.toContain('bad-')
})
