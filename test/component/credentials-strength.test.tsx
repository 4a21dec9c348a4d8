import { describe, expect, it, vi } from 'vitest'
import { strengthOf } from '../../src/renderer/user/credentials/strength'

const made = vi.hoisted((): object[] => [])
/** how many characters of each text were judged */
const judged = vi.hoisted((): number[] => [])
vi.mock('@zxcvbn-ts/core', async (load) => {
  const library = await load<typeof import('@zxcvbn-ts/core')>()
  class Watched extends library.ZxcvbnFactory {
    constructor(...options: ConstructorParameters<typeof library.ZxcvbnFactory>) {
      super(...options)
      made.push(this)
    }

    override check(...asked: Parameters<typeof library.ZxcvbnFactory.prototype.check>) {
      const judgement = super.check(...asked)
      judged.push(judgement.password.length)
      return judgement
    }
  }
  return { ...library, ZxcvbnFactory: Watched }
})

/** Every text that can be reached from something. */
function textsIn(start: object): string[] {
  const seen = new Set<unknown>()
  const texts: string[] = []
  const left: unknown[] = [start]
  while (left.length > 0) {
    const one = left.pop()
    if (typeof one === 'string') texts.push(one)
    if (typeof one !== 'object' || one === null || seen.has(one)) continue
    seen.add(one)
    for (const value of Object.values(one)) left.push(value)
  }
  return texts
}

describe('the judge of passwords', () => {
  it('takes what is known of the person for guessed', () => {
    expect(strengthOf('Contoso-Wintergarten', []).score).toBeGreaterThan(
      strengthOf('Contoso-Wintergarten', ['Contoso-Wintergarten']).score
    )
  })

  it('needs no code made from text, which the page’s policy refuses', async () => {
    const refuse = () => {
      throw new Error('made from text')
    }
    vi.resetModules()
    vi.stubGlobal('Function', refuse)
    vi.stubGlobal('eval', refuse)
    try {
      const anew = await import('../../src/renderer/user/credentials/strength')
      expect(anew.strengthOf('password', []).score).toBe(0)
    } finally {
      vi.unstubAllGlobals()
    }
  })

  it.each([
    ['P@ssw0rd', 0],
    ['4dm1n!str4t0r', 1],
    ['l3tm31n', 0],
    ['Summer2024!', 2],
    ['J0hn$m1th1980', 2],
    ['Tr0ub4dour&3', 4]
  ])('sees through the signs that stand for letters in %s', (password, score) => {
    expect(strengthOf(password, []).score).toBe(score)
  })

  it('tries few ways to read such signs: an odd text has thousands', () => {
    expect(made[0]).toMatchObject({ options: { l33tMaxSubstitutions: 10 } })
  })

  it('has no more than 64 characters to judge, however long and odd the text is', () => {
    judged.length = 0
    strengthOf('éàabcdefghijklmnopqrstuvwxyz1234567890'.repeat(13), [])
    expect(Math.max(...judged)).toBe(64)
  })

  it('judges a longer text by its beginning', () => {
    const [guessedAtOnce, hardToGuess] = ['a'.repeat(64), 'Zq7-brxwqf-Wv9']
    expect(strengthOf(hardToGuess, []).score).toBe(4)
    expect(strengthOf(guessedAtOnce + hardToGuess, [])).toEqual(strengthOf(guessedAtOnce, []))
  })

  it('leaves nothing of the password with the library or the engine', () => {
    strengthOf('Zq7-brxwqf-Wv9', ['Ana'])
    // what the last pattern was tried on
    const tried = String(RegExp['$_' as keyof typeof RegExp])
    const held = made.flatMap((one) => textsIn(one))
    expect(tried).not.toContain('brxwqf')
    expect(held).toContain('x')
    expect(held.filter((text) => text.includes('brxwqf'))).toEqual([])
  })
})
