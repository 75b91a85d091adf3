import { afterEach, expect, test, vi } from 'vitest'
import { filesOfDrop } from '../../../src/renderer/engine/browser-files'
import { uploadFiles } from '../../../src/renderer/engine/browser-upload'

afterEach(() => vi.unstubAllGlobals())

const named = (name: string, text = name) => ({ name, file: new File([text], name) })

/** A shell that takes what does not contain "bad", and answers as the real one does. */
function startShell() {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (path: string) => {
    const name = new URL(path, 'http://127.0.0.1').searchParams.get('name') ?? ''
    asked.push(name)
    if (name.includes('bad'))
      return Response.json({ error: { code: 'storage_full', message: 'The disk is full.' } }, { status: 507 })
    return Response.json({ handle: `handle of ${name}` })
  })
  return asked
}

test('every file is handed over under its path, and the progress ends at one', async () => {
  const asked = startShell()
  const fractions: number[] = []
  const picked = await uploadFiles([named('Guides/roses & lilies.md'), named('é.txt')], (fraction) =>
    fractions.push(fraction),
  )
  expect(new Set(asked)).toEqual(new Set(['Guides/roses & lilies.md', 'é.txt']))
  expect(new Set(picked.handles)).toEqual(new Set(['handle of Guides/roses & lilies.md', 'handle of é.txt']))
  expect(picked.refused).toBeUndefined()
  expect(fractions.at(-1)).toBe(1)
})

test('a file that fails is named with its reason, and the others go on', async () => {
  startShell()
  const picked = await uploadFiles([named('bad.md'), named('good.md'), named('fine.md')])
  expect(picked.refused).toEqual([{ name: 'bad.md', message: 'The disk is full.' }])
  expect(picked.handles).toHaveLength(2)
})

test('when none could be handed over the reason is thrown', async () => {
  startShell()
  await expect(uploadFiles([named('bad.md')])).rejects.toMatchObject({ message: 'The disk is full.' })
})

test('a file larger than a browser may hand over is refused without being sent', async () => {
  const asked = startShell()
  const huge = named('film.md')
  Object.defineProperty(huge.file, 'size', { value: 600 * 1024 * 1024 })
  const picked = await uploadFiles([huge, named('good.md')])
  expect(picked.refused?.[0]?.message).toContain('larger than 500 MB')
  expect(asked).toEqual(['good.md'])
})

const fileEntry = (name: string) => ({
  name,
  isFile: true,
  file: (done: (file: File) => void) => done(new File([name], name)),
})

/** Hands its children over in parts, and ends with an empty one, as browsers do. */
const folderEntry = (name: string, parts: readonly (readonly object[])[]) => ({
  name,
  isFile: false,
  createReader() {
    const left = [...parts]
    return { readEntries: (done: (entries: readonly object[]) => void) => done(left.shift() ?? []) }
  },
})

function dropOf(entries: readonly (object | null)[]): DataTransfer {
  return {
    items: entries.map((entry) => ({ webkitGetAsEntry: () => entry, getAsFile: () => null })),
  } as unknown as DataTransfer
}

test('a dropped folder is walked to its end, whatever the size of its parts', async () => {
  const inner = folderEntry('inner', [[fileEntry('c.md')]])
  const { files, unreadable } = await filesOfDrop(
    dropOf([folderEntry('Guides', [[fileEntry('a.md')], [fileEntry('b.md'), inner]]), fileEntry('d.md')]),
  )
  expect(unreadable).toEqual([])
  expect(files.map(({ name }) => name)).toEqual(['Guides/a.md', 'Guides/b.md', 'Guides/inner/c.md', 'd.md'])
})

test('dropped text is no file', async () => {
  expect(await filesOfDrop(dropOf([null]))).toEqual({ files: [], unreadable: [] })
})

const lockedFile = (name: string) => ({
  name,
  isFile: true,
  file: (_done: unknown, failed: () => void) => failed(),
})
const lockedFolder = (name: string) => ({
  name,
  isFile: false,
  createReader: () => ({ readEntries: (_done: unknown, failed: () => void) => failed() }),
})

test('what the browser cannot read of a drop is named, beside what was handed over', async () => {
  startShell()
  const { files, unreadable } = await filesOfDrop(
    dropOf([folderEntry('Guides', [[lockedFile('a.md'), fileEntry('b.md')]]), lockedFolder('Private')]),
  )
  expect(files.map(({ name }) => name)).toEqual(['Guides/b.md'])
  const picked = await uploadFiles(files, () => {}, unreadable)
  expect(picked.handles).toEqual(['handle of Guides/b.md'])
  expect(picked.refused?.map(({ name }) => name)).toEqual(['Guides/a.md', 'Private'])
})

test('a drop of which nothing can be read names each file', async () => {
  const { files, unreadable } = await filesOfDrop(dropOf([lockedFile('a.md')]))
  const picked = await uploadFiles(files, () => {}, unreadable)
  expect(picked).toMatchObject({ handles: [], refused: [{ name: 'a.md' }] })
})

test('a file that another page hands over lies in no folder and is taken all the same', async () => {
  const file = new File(['Roses'], 'roses.md')
  const items = [{ webkitGetAsEntry: () => null, getAsFile: () => file }]
  expect(await filesOfDrop({ items } as unknown as DataTransfer)).toEqual({
    files: [{ name: 'roses.md', file }],
    unreadable: [],
  })
})
