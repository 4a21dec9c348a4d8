import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Otp } from '../../../src/main/mosaic/otp'
import type { Links } from '../../../src/main/mosaic/links'
import type { Resets } from '../../../src/main/mosaic/resets'
import { clientFor, json, startFake } from './fake-mosaic'

const foreign = { custom_email: 'thief@example.com', custom_phone_number: '+14155550199' }
/** Everything that a careless or hostile caller might hand in where types no longer hold. */
const anything = fc.oneof(
  fc.constantFrom(foreign, ['sms'], [foreign]),
  fc.constantFrom(
    'sms',
    'email',
    'direct',
    'custom_email',
    'custom_phone_number',
    '__proto__',
    'constructor'
  ),
  fc.anything()
)
const text = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom(...Object.keys(foreign)))

/** What may be on the wire: field → the values that are allowed, or any. */
const allowed: Record<string, Record<string, readonly unknown[] | 'any'>> = {
  '/cis/v1/auth/otp/send': {
    channel: ['sms', 'email', 'direct'],
    identifier_type: ['user_id'],
    identifier: 'any'
  },
  '/cis/v1/auth/otp/authenticate': { passcode: 'any', identifier_type: ['user_id'], identifier: 'any' },
  '/cis/v1/auth/link/email/send': {
    channel: ['email'],
    identifier_type: ['user_id'],
    identifier: 'any',
    redirect_uri: 'any'
  },
  '/cis/v1/auth/password/reset/email/link': { email: 'any', redirect_uri: 'any' },
  '/cis/v1/auth/password/reset/email/otp': { email: 'any' },
  '/cis/v1/auth/password/reset/sms/otp': { phone_number: 'any' }
}

it('no call sends a code or a link to an address that is not on file, whatever is passed', async () => {
  const fake = await startFake((_, response) =>
    json(response, 200, { message: 'sent', code: '123456', access_token: 'a' })
  )
  const client = clientFor(fake.origin)
  // as hostile code sees it: without types
  const untyped = client as unknown as Record<
    'otp' | 'links' | 'resets',
    Record<keyof Otp | keyof Links | keyof Resets, (...all: unknown[]) => Promise<unknown>>
  >
  const calls: ((userId: string, more: unknown, last: unknown) => Promise<unknown>)[] = [
    (userId, more, last) => untyped.otp.send(userId, more, last),
    (userId, more, last) => untyped.otp.issue(userId, last ?? undefined, more),
    (userId, more, last) => untyped.otp.check(userId, '123456', last, more),
    (userId, more, last) => untyped.links.send(userId, 'https://example.com', last, more),
    (userId, more) =>
      untyped.resets.sendEmailLink({
        ...asObject(more),
        ...foreign,
        email: userId,
        redirectUri: 'https://x.example'
      }),
    (userId, more, last) => untyped.resets.sendEmailCode(userId, last, more),
    (userId, more, last) => untyped.resets.sendSmsCode(userId, last, more)
  ]
  let sent = 0
  await fc.assert(
    fc.asyncProperty(
      fc.nat(calls.length - 1),
      text,
      anything,
      anything,
      async (which, userId, more, last) => {
        fake.seen.length = 0
        // what cannot be sent fails on the way, which is as good
        await calls[which]?.(userId, more, last).catch(() => undefined)
        sent += fake.seen.length
        for (const { target, body } of fake.seen) {
          const fields = allowed[target]
          expect(Object.keys(allowed)).toContain(target)
          for (const [name, value] of Object.entries(JSON.parse(body) as Record<string, unknown>)) {
            const values = fields?.[name]
            expect(Object.keys(fields ?? {})).toContain(name)
            if (values !== 'any') expect(values).toContain(value)
          }
        }
      }
    ),
    { numRuns: 400 }
  )
  expect(sent).toBeGreaterThan(200)
})

it.each([
  'direct',
  'custom_email',
  '__proto__',
  'constructor',
  '',
  undefined,
  null,
  foreign,
  ['sms', 'direct']
])('a code is not sent by channel %j', async (channel) => {
  const fake = await startFake((_, response) => json(response, 200, { message: 'sent' }))
  const { otp } = clientFor(fake.origin)
  await otp.send('u1', 'sms')
  expect(fake.seen).toHaveLength(1)
  await expect(otp.send('u1', channel as 'sms')).rejects.toThrow(/internal/)
  expect(fake.seen).toHaveLength(1)
})

it('what could send elsewhere, or answer a link in place of sending it, is nowhere in the program', async () => {
  const root = fileURLToPath(new URL('../../../src/main', import.meta.url))
  const files = (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.ts'))
  expect(files.length).toBeGreaterThan(40)
  const forbidden = /custom_email|custom_phone_number|reset\/link|ignore_mfa|enforce_complexity/
  const found = await Promise.all(
    files.map(async (name) => (forbidden.test(await readFile(`${root}/${name}`, 'utf8')) ? [name] : []))
  )
  expect(found.flat()).toEqual([])
})

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
