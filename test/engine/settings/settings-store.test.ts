import { expect, test } from 'vitest'
import { createSettings } from '../../../src/engine/settings/settings-store'
import { SILENT_LOG } from '../../../src/shared/log'
import { DEFAULT_SETTINGS } from '../../../src/shared/settings'
import { tempDatabase } from '../../helpers/temp-database'

function open(db = tempDatabase()) {
  return { db, settings: createSettings({ db, log: SILENT_LOG }) }
}

test('what was set is there after a restart; the rest has its defaults', () => {
  const { db, settings } = open()
  settings.update({ creativity: 55, conversationExpiryDays: 30 })
  expect(open(db).settings.get()).toEqual({ ...DEFAULT_SETTINGS, creativity: 55, conversationExpiryDays: 30 })
})

test('a value out of bounds is refused in one sentence, and nothing of the patch is kept', () => {
  const { settings } = open()
  expect(() => settings.update({ theme: 'dark', creativity: 101 })).toThrow(
    expect.objectContaining({ code: 'bad_request', message: 'Creativity is a whole number from 0 to 100.' }),
  )
  expect(settings.get()).toEqual(DEFAULT_SETTINGS)
})

test.each(['http://example.com', 'ftp://a.example', 'https://user:pass@a.example', 'nonsense'])(
  'the server address %s is refused',
  (serverUrl) => {
    expect(() => open().settings.update({ serverUrl })).toThrow(
      expect.objectContaining({ code: 'bad_request' }),
    )
  },
)

test('listeners hear of a change, and not of an empty patch', () => {
  const { settings } = open()
  let heard = 0
  settings.changes.onChange(() => heard++)
  settings.update({})
  expect(heard).toBe(0)
  settings.update({ keepHistory: false })
  expect(heard).toBe(1)
})

test.each(['{broken', '"text"', '1000', 'null'])(
  'a stored value %s that does not fit is set aside and said',
  (value) => {
    const { db } = open()
    db.prepare("INSERT INTO settings (key, value) VALUES ('creativity', ?)").run(value)
    const { settings } = open(db)
    expect(settings.get().creativity).toBe(DEFAULT_SETTINGS.creativity)
    expect(settings.notices()).toMatchObject([{ code: 'setting_set_aside', level: 'warning' }])
    expect(db.prepare('SELECT value, is_set_aside FROM settings').get()).toEqual({ value, is_set_aside: 1 })
  },
)

test('a new value does not overwrite the one set aside, and ends the notice', () => {
  const { db } = open()
  db.prepare("INSERT INTO settings (key, value) VALUES ('creativity', 'x')").run()
  const { settings } = open(db)
  settings.update({ creativity: 10 })
  expect(settings.notices()).toEqual([])
  const rows = db.prepare('SELECT key, value FROM settings ORDER BY key').all()
  expect(rows).toEqual([
    { key: 'creativity', value: '10' },
    { key: 'creativity.set-aside.0', value: 'x' },
  ])
  expect(open(db).settings.get().creativity).toBe(10)
})

test('keys of a newer version are left alone', () => {
  const { db } = open()
  db.prepare("INSERT INTO settings (key, value) VALUES ('holograms', 'true')").run()
  const { settings } = open(db)
  settings.update({ theme: 'dark' })
  expect(settings.notices()).toEqual([])
  expect(db.prepare("SELECT value, is_set_aside FROM settings WHERE key = 'holograms'").get()).toEqual({
    value: 'true',
    is_set_aside: 0,
  })
})
