import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { RequestBudget, type Watch } from '../../../src/main/mosaic/request-budget'
import { clientFor, errorOf, html, json, startFake } from './fake-mosaic'

const nobody = { message: 'User not found', error_code: 404 }

describe('a budget of requests', () => {
  it('counts the token, and asks no more once it is spent', async () => {
    const fake = await startFake((_, response) => json(response, 404, nobody))
    const { users } = clientFor(fake.origin, { requestBudget: new RequestBudget(3) })
    expect(await users.byId('u1')).toBeNull()
    expect(await users.byId('u2')).toBeNull()
    expect(await errorOf(users.byId('u3'))).toMatchObject({
      kind: 'internal',
      step: 'Not everything could be asked: there are at most 3 requests for it.'
    })
    expect([fake.tokenRequests.length, fake.seen.length]).toEqual([1, 2])
  })

  it('counts retries, and fails with the last answer and not with its own end', async () => {
    const fake = await startFake((_, response) => html(response, 503))
    const { users } = clientFor(fake.origin, { requestBudget: new RequestBudget(3) })
    expect(await errorOf(users.byId('u1'))).toMatchObject({ kind: 'unexpected-answer', status: 503 })
    expect(fake.seen).toHaveLength(2)
  })

  it('counts the tokens that are asked for again', async () => {
    const fake = await startFake((_, response) => json(response, 404, nobody))
    fake.onToken = (_, response) => html(response, 502)
    const { users } = clientFor(fake.origin, { requestBudget: new RequestBudget(2) })
    expect(await errorOf(users.byId('u1'))).toMatchObject({ status: 502 })
    expect(fake.tokenRequests).toHaveLength(2)
  })

  it('tells why a question was not asked: the one before it had to be repeated', async () => {
    let asked = 0
    const fake = await startFake((_, response) =>
      asked++ === 0 ? html(response, 503) : json(response, 404, nobody)
    )
    const { users } = clientFor(fake.origin, { requestBudget: new RequestBudget(3) })
    expect(await users.byId('u1')).toBeNull()
    expect(await errorOf(users.byId('u2'))).toMatchObject({
      kind: 'unexpected-answer',
      status: 503,
      step: expect.stringContaining('at most 3 requests')
    })
    expect(fake.seen).toHaveLength(2)
  })

  it('says so for a token that was refused and fetched anew', async () => {
    const fake = await startFake((seen, response) =>
      seen.headers.authorization === 'Bearer t1'
        ? json(response, 401, { message: 'Unauthorized', statusCode: 401 })
        : json(response, 404, nobody)
    )
    const { users } = clientFor(fake.origin, { requestBudget: new RequestBudget(4) })
    expect(await users.byId('u1')).toBeNull()
    expect(await errorOf(users.byId('u2'))).toMatchObject({ status: 401 })
    expect(fake.tokenRequests.length + fake.seen.length).toBe(4)
  })
})

describe('a pause before a retry', () => {
  const told = () => {
    const log: string[] = []
    const resume = vi.fn<NonNullable<Watch['resumes']>>(async () => void log.push('resume'))
    const rests = () => void log.push('rest')
    return { log, resume, watch: { rests, resumes: resume } }
  }

  it('is told when it begins, and asks whether it may go on', async () => {
    let asked = 0
    const fake = await startFake((_, response) =>
      asked++ === 0 ? html(response, 503) : json(response, 404, nobody)
    )
    const { log, watch } = told()
    const { users } = clientFor(fake.origin, { requestBudget: new RequestBudget(6, watch) })
    expect(await users.byId('u1')).toBeNull()
    expect(log).toEqual(['rest', 'resume'])
  })

  it('is none while another request is under way', async () => {
    let release = () => undefined as void
    const fake = await startFake((seen, response) => {
      if (seen.target.endsWith('/slow')) release = () => json(response, 404, nobody)
      else html(response, 503)
    })
    const { log, watch } = told()
    const { users } = clientFor(fake.origin, { requestBudget: new RequestBudget(6, watch) })
    const slow = users.byId('slow')
    await vi.waitFor(() => expect(fake.seen).toHaveLength(1))
    expect(await errorOf(users.byId('u1'))).toMatchObject({ status: 503 })
    expect(log).toEqual([])
    release()
    expect(await slow).toBeNull()
  })

  it('sends nothing before it may go on, and nothing at all when it is stopped meanwhile', async () => {
    const fake = await startFake((_, response) => html(response, 503))
    const { log, resume, watch } = told()
    let goOn = () => undefined as void
    resume.mockImplementation(() => new Promise((resolve) => (goOn = resolve)))
    const stop = new AbortController()
    const { users } = clientFor(fake.origin, { requestBudget: new RequestBudget(6, watch) })
    const asking = errorOf(users.byId('u1', { signal: stop.signal }))
    await vi.waitFor(() => expect(resume).toHaveBeenCalledOnce())
    expect(fake.seen).toHaveLength(1)
    stop.abort()
    expect(await asking).toMatchObject({ kind: 'cancelled' })
    goOn()
    await turn()
    expect(fake.seen).toHaveLength(1)
    expect(log).toEqual(['rest'])
  })
})
