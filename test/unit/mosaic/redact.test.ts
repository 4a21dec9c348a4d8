import fc from 'fast-check'
import { expect, it } from 'vitest'
import { textsWithin, withoutValues } from '../../../src/main/mosaic/redact'

it.each<[string, string[], string]>([
  ['password "hunter2!!" is weak', ['hunter2!!'], 'password "…" is weak'],
  ['HUNTER2!! is weak', ['hunter2!!'], '… is weak'],
  ['email must be an email', ['ema'], 'email must be an email'],
  ['ema is taken', ['ema'], '… is taken'],
  ['ana@example.com exists', [], '… exists'],
  ['+1 (415) 555-0123 exists', [], '… exists'],
  ['token abcdefghijkl.abcdefghijkl.abcdefgh refused', [], 'token … refused'],
  ['a.b* is wrong', ['a.b*'], '… is wrong']
])('%j without %j is %j', (message, sent, told) => {
  expect(withoutValues(message, sent)).toBe(told)
})

it('never tells a password that was sent, wherever the message has it', () => {
  const password = fc.string({ minLength: 8, maxLength: 40 }).filter((text) => /^[\x21-\x7e]+$/.test(text))
  fc.assert(
    fc.property(password, fc.string(), fc.string(), (secret, before, after) => {
      fc.pre(!`${before}${after}`.includes(secret))
      expect(withoutValues(`${before}${secret}${after}`, [secret])).not.toContain(secret)
    })
  )
})

it('finds every text in a body', () => {
  expect(textsWithin({ a: 'x', b: { c: ['y', 3, null, { d: 'z' }] }, e: undefined })).toEqual(['x', 'y', 'z'])
})
