import { expect, test } from 'vitest'
import { FIRST_PROFILE_ID, type ProfileFields } from '../../../src/shared/model-models'
import { startFakeMistral } from '../../helpers/fake-mistral'
import { KEY, startModels } from './model-fixture'

const SIGNAL = new AbortController().signal
const FIELDS: ProfileFields = {
  name: 'Company',
  serverUrl: 'https://models.example.org',
  modelName: 'company-large',
  creativity: 5,
  maxAnswerTokens: 400,
  promptPrice: null,
  answerPrice: null,
  needsKey: true,
}

// --- a server that fails

test('a dead server is asked by three questions and then by none, until the rest is over: counted at the server', async () => {
  const { ask, server, room, clock } = await startModels({ script: { status: 503 } })
  for (let asked = 0; asked < 20; asked++) await ask()
  // three tries, two more and a last one: repeating ends when six have failed
  expect(server.chats).toHaveLength(7)
  expect(room.health()).toMatchObject({ state: 'resting', until: clock.now + 15_000 })
  expect((await ask()).error?.code).toBe('api_resting')
  clock.now += 15_000
  await Promise.all(Array.from({ length: 10 }, () => ask()))
  expect(server.chats).toHaveLength(8)
})

test('thirty-two questions at a dead server make no storm of repeats', async () => {
  const { ask, server } = await startModels({ script: { status: 503, firstByteDelayMs: 50 } })
  const asked = await Promise.all(Array.from({ length: 32 }, () => ask()))
  expect(server.chats.length).toBeLessThanOrEqual(32 + 5)
  expect(asked.every(({ error }) => error?.code === 'api_unavailable')).toBe(true)
  expect((await ask()).error?.code).toBe('api_resting')
})

test('when it is back one question finds out, and then all go again', async () => {
  const { ask, server, room, clock } = await startModels({ script: { status: 500 } })
  for (let asked = 0; asked < 3; asked++) await ask()
  server.script({ status: 200 })
  clock.now += 15_000
  expect((await ask()).error).toBeNull()
  expect(room.health().state).toBe('ok')
})

test('a wrong key is told each time and never rested on', async () => {
  const { ask, server } = await startModels({ script: { status: 401 } })
  for (let asked = 0; asked < 5; asked++) expect((await ask()).error?.code).toBe('api_key_refused')
  expect(server.chats).toHaveLength(5)
})

test('a test of the connection goes also during the rest, and ends it when it works', async () => {
  const { ask, server, room } = await startModels({ script: { status: 500 } })
  for (let asked = 0; asked < 3; asked++) await ask()
  expect(await room.test(null, SIGNAL)).toMatchObject({ kind: 'failed', notice: { code: 'api_unavailable' } })
  expect(room.health().state).toBe('resting')
  server.script({ status: 200 })
  expect((await room.test(null, SIGNAL)).kind).toBe('ok')
  expect(room.health().state).toBe('ok')
})

test('a stopped question says nothing of the server', async () => {
  const { ask, room } = await startModels({ script: { hang: 'before_headers' } })
  for (let asked = 0; asked < 4; asked++) {
    const controller = new AbortController()
    const asking = ask('How often?', controller.signal)
    controller.abort()
    expect((await asking).error?.code).toBe('cancelled')
  }
  expect(room.health().state).toBe('ok')
  expect(room.lastRequest()).toBeNull()
})

// --- tokens, cost, budget

test('tokens and cost are counted by day and model, and stay through a restart', async () => {
  const { ask, room, clock, db } = await startModels()
  room.updateProfile(FIRST_PROFILE_ID, { promptPrice: 2, answerPrice: 6 })
  await ask()
  await ask()
  clock.now += 24 * 60 * 60 * 1000
  await ask()
  const days = room.usage.days(30)
  expect(days.map(({ requests, promptTokens }) => [requests, promptTokens])).toEqual([
    [1, 100],
    [2, 200],
  ])
  expect(days[1]?.cost).toBeCloseTo((200 * 2 + days[1]!.answerTokens * 6) / 1_000_000, 12)
  await room.close()
  expect((await startModels({ db })).room.usage.days(30)).toEqual(days)
})

test('without a price there is a count and no cost; of a server that does not count, an estimate', async () => {
  const { ask, room, server } = await startModels({ script: { answer: 'x'.repeat(400) } })
  server.script({ usage: false })
  await ask('q'.repeat(40))
  expect(room.usage.days(1)).toMatchObject([{ promptTokens: 10, answerTokens: 100, cost: null }])
})

test('when the tokens of the day are used up nothing leaves, until tomorrow or until the limit is raised', async () => {
  const { ask, room, settings, server, clock } = await startModels({ script: { answer: 'x'.repeat(12_000) } })
  settings.update({ dailyTokenLimit: 1000 })
  await ask()
  expect(room.budget()).toMatchObject({ isUsedUp: true, tokenLimit: 1000 })
  const { error } = await ask()
  expect(error?.code).toBe('api_budget_used')
  expect(error?.message).toBe(
    'Today’s limit of 1,000 tokens for the model is used up, so it is not asked again until tomorrow. The limit can be raised in Settings.',
  )
  expect(server.chats).toHaveLength(1)
  settings.update({ dailyTokenLimit: 2000 })
  expect((await ask()).error).toBeNull()
  settings.update({ dailyTokenLimit: 1000 })
  clock.now += 24 * 60 * 60 * 1000
  expect((await ask()).error).toBeNull()
})

test('a limit of cost counts only what has a price', async () => {
  const { ask, room, settings } = await startModels({ settings: { dailyCostLimit: 0.01 } })
  await ask()
  expect((await ask()).error).toBeNull()
  room.updateProfile(FIRST_PROFILE_ID, { promptPrice: 100 })
  await ask()
  expect((await ask()).error?.message).toContain(`limit of 0.01 ${settings.get().currency}`)
})

test('whoever watches hears of an answer when it is counted, not before', async () => {
  const { ask, room } = await startModels()
  let told = 0
  room.changes.onChange(() => {
    told = room.budget().tokensToday
  })
  await ask()
  expect(told).toBeGreaterThan(0)
})

// --- profiles and keys

test('four settings are those of the profile in use, and change places with it', async () => {
  const { room, settings, server } = await startModels()
  const id = room.addProfile(FIELDS)
  expect(settings.get().serverUrl).toBe(server.url)
  room.activate(id)
  expect(settings.get()).toMatchObject({
    serverUrl: FIELDS.serverUrl,
    modelName: 'company-large',
    creativity: 5,
  })
  settings.update({ modelName: 'company-small' })
  room.activate(FIRST_PROFILE_ID)
  expect(settings.get()).toMatchObject({ serverUrl: server.url, modelName: 'mistral-small-latest' })
  expect(room.overview().profiles.map(({ modelName, isActive }) => [modelName, isActive])).toEqual([
    ['mistral-small-latest', true],
    ['company-small', false],
  ])
})

test('a key goes to the server of its own profile and to no other', async () => {
  const other = await startFakeMistral()
  const { ask, room, server } = await startModels()
  const id = room.addProfile({ ...FIELDS, serverUrl: other.url })
  room.activate(id)
  expect(room.target()).toMatchObject({ apiKey: null, obstacle: { code: 'api_key_missing' } })
  room.setApiKey({ profileId: id, apiKey: 'sk-of-the-company', isStored: false })
  await ask()
  await room.test(FIRST_PROFILE_ID, SIGNAL)
  expect(other.chats.map(({ headers }) => headers.authorization)).toEqual(['Bearer sk-of-the-company'])
  expect(server.chats.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${KEY}`])
  await other.stop()
})

test('after the address was changed to another server the key is not sent there, also not after a restart', async () => {
  const other = await startFakeMistral()
  const { room, settings, server, db } = await startModels()
  settings.update({ serverUrl: other.url })
  expect(room.target().apiKey).toBeNull()
  expect(room.target().obstacle?.message).toBe(
    `Answered from the knowledge base without a model: the API key was given for ${new URL(server.url).host} and is not sent to ${new URL(other.url).host}. Confirm it or enter another one in Settings.`,
  )
  expect(room.overview().profiles[0]).toMatchObject({ key: 'other_server', keyServer: server.url })
  await room.test(null, SIGNAL)
  await room.list(FIRST_PROFILE_ID, SIGNAL)
  expect(other.requests).toHaveLength(0)
  // as a shell hands it over after a restart
  room.setApiKey({ profileId: FIRST_PROFILE_ID, apiKey: KEY, isStored: true })
  expect(room.target().apiKey).toBeNull()
  room.confirmKey(FIRST_PROFILE_ID)
  expect(room.target().apiKey).toBe(KEY)
  expect(JSON.stringify(db.prepare('SELECT * FROM model_profiles').all())).not.toContain(KEY)
  await other.stop()
})

test('back at its own server a key counts again, and another path of it is the same server', async () => {
  const { room, settings, server } = await startModels()
  settings.update({ serverUrl: 'https://elsewhere.example.org' })
  settings.update({ serverUrl: `${server.url}/gateway` })
  expect(room.target().apiKey).toBe(KEY)
})

test('a key that was kept before there were several belongs to the server that is set', async () => {
  const { room, db } = await startModels()
  db.exec('UPDATE model_profiles SET key_origin = NULL')
  const { room: later } = await startModels({ db })
  later.setApiKey({ profileId: FIRST_PROFILE_ID, apiKey: 'sk-kept', isStored: true })
  expect(later.target().apiKey).toBe('sk-kept')
  await room.close()
})

test('names are free once, the first profile and the one in use stay, and a removed one takes its key along', async () => {
  const { room } = await startModels()
  const id = room.addProfile(FIELDS)
  expect(() => room.addProfile({ ...FIELDS, name: 'COMPANY' })).toThrow(
    'There is a profile named “COMPANY” already.',
  )
  room.activate(id)
  expect(() => room.removeProfile(id)).toThrow('This profile is in use.')
  expect(() => room.removeProfile(FIRST_PROFILE_ID)).toThrow('The first profile cannot be removed.')
  room.activate(FIRST_PROFILE_ID)
  room.setApiKey({ profileId: id, apiKey: 'sk-2', isStored: false })
  room.removeProfile(id)
  const next = room.addProfile(FIELDS)
  expect(next).toBeGreaterThan(id)
  expect(room.overview().profiles.find((profile) => profile.id === next)?.key).toBe('none')
})

// --- the list of models

test('the models that answer are listed by name, with the key and without anything else', async () => {
  const { room, server } = await startModels()
  expect(await room.list(FIRST_PROFILE_ID, SIGNAL)).toEqual({
    kind: 'ok',
    names: ['mistral-large-latest', 'mistral-small-latest'],
  })
  expect(server.requests[0]).toMatchObject({ method: 'GET', path: '/v1/models', body: null })
  expect(server.requests[0]?.headers.authorization).toBe(`Bearer ${KEY}`)
})

test('a server that only resembles Mistral’s is understood: names alone are enough', async () => {
  const models = [{ id: 'llama-8b' }, { id: 'qwen', object: 'model', owned_by: 'library' }, { id: 5 }, {}]
  const { room } = await startModels({ script: { models } })
  expect(await room.list(FIRST_PROFILE_ID, SIGNAL)).toEqual({ kind: 'ok', names: ['llama-8b', 'qwen'] })
})

test.each([
  ['has no list', { models: null }, 'not_found'],
  ['refuses the key', { status: 401 }, 'api_key_refused'],
  ['has a problem', { status: 500 }, 'api_unavailable'],
  ['is a sign-in page', { body: '<html></html>', headers: { 'content-type': 'text/html' } }, 'api_malformed'],
  ['sends another shape', { body: '{"models":1}' }, 'api_malformed'],
  ['sends no JSON', { body: '{"data":[' }, 'api_malformed'],
  ['sends ten megabytes', { body: `{"data":[${'1,'.repeat(5 * 1024 * 1024)}1]}` }, 'api_malformed'],
  ['leads elsewhere', { status: 302, headers: { location: 'https://evil.example' } }, 'api_malformed'],
] as const)('a list is not had when the server %s', async (_name, script, code) => {
  const { room } = await startModels({ script })
  expect(await room.list(FIRST_PROFILE_ID, SIGNAL)).toMatchObject({ kind: 'failed', notice: { code } })
})
