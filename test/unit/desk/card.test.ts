import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readGroups, readRaw, readUser } from '../../../src/main/desk/card'
import type { MosaicClient } from '../../../src/main/mosaic/client'
import { failureOf, type PracticeDesk, startPracticeDesk, userOf } from './practice-desk'

const none = new AbortController().signal
const rawOf = (raw: unknown) => ({ users: { raw: async () => raw } }) as unknown as MosaicClient

describe('readRaw', () => {
  it('escapes what would reorder or hide text, and stays the same JSON', async () => {
    const hostile = { name: 'a\u202Eb\u2066c\u2028d\u0085e\u200Ff', '\u202Ekey': '<b>' }
    const { json } = await readRaw(rawOf(hostile), 'u', none)
    expect(json).not.toMatch(/[\p{Bidi_Control}\p{Zl}\u0085]/u)
    expect(JSON.parse(json)).toEqual(hostile)
  })

  it('cuts what is too long to read, and says so', async () => {
    const { json } = await readRaw(rawOf({ custom: 'x'.repeat(600_000) }), 'u', none)
    expect(json.length).toBeLessThan(201_000)
    expect(json).toMatch(/cut after/)
  })
})

describe('the card', () => {
  let desk: PracticeDesk
  beforeEach(async () => {
    desk = await startPracticeDesk()
  })
  afterEach(() => desk.stop())

  it('reads the user, the raw object and the groups by name', async () => {
    const userId = userOf('locked')
    expect(await readUser(desk.client, userId)).toMatchObject({ displayName: 'Ana López', status: 'Active' })
    expect(JSON.parse((await readRaw(desk.client, userId, none)).json)).toMatchObject({ user_id: userId })
    expect((await readGroups(desk.client, userId, none)).map(({ name }) => name)).not.toEqual([])
  })

  it('says when the user is gone', async () => {
    expect(await failureOf(readUser(desk.client, 'nobody-has-this-id'))).toMatchObject({ kind: 'not-found' })
  })
})
