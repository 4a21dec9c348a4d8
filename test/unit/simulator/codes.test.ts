import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCode, issueCode, type Codes } from '../../../src/simulator/codes'

const rules = { expiresIn: 5, maxFailures: 3, lockoutDuration: 15, codeLength: 6 }
const issue = (codes: Codes, now: number, codeLength = 6): string =>
  issueCode(codes, 'u', now, { appId: 'a', channel: 'sms', to: '+1', rules: { ...rules, codeLength } })

it('is kept as a digest only', () => {
  const codes: Codes = new Map()
  const code = issue(codes, 0, 8)
  expect(JSON.stringify([...codes])).not.toContain(code)
})

it('has the length that is asked for, leading zeros too', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 8 }), (length) => {
      expect(issue(new Map(), 0, length)).toMatch(new RegExp(`^\\d{${length}}$`))
    })
  )
})

describe('whatever is entered and whenever', () => {
  it('is right at most once for each code, and never while locked or after its end', () => {
    const attempt = fc.record({ wait: fc.integer({ min: 0, max: 400_000 }), right: fc.boolean() })
    fc.assert(
      fc.property(fc.array(fc.oneof(attempt, fc.constant('new' as const)), { maxLength: 30 }), (steps) => {
        const codes: Codes = new Map()
        let now = 0
        let out = { code: issue(codes, now), from: now, wrong: 0, used: false }
        let lockedUntil = 0
        for (const step of steps) {
          if (step === 'new') {
            out = { code: issue(codes, now), from: now, wrong: 0, used: false }
            continue
          }
          now += step.wait
          const text = step.right ? out.code : `${out.code}0`
          const { outcome } = checkCode(codes, 'u', 'a', text, now)
          const gone = out.used || out.wrong >= rules.maxFailures
          const expected =
            now < lockedUntil
              ? 'locked'
              : gone
                ? 'wrong'
                : now >= out.from + 300_000
                  ? 'expired'
                  : step.right
                    ? 'right'
                    : 'wrong'
          expect(outcome).toBe(expected)
          if (outcome === 'right') out.used = true
          if (outcome === 'wrong' && !gone) out.wrong += 1
          if (outcome === 'wrong' && !gone && out.wrong === rules.maxFailures) lockedUntil = now + 900_000
        }
      })
    )
  })
})
