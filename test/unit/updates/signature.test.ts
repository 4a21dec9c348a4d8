import fc from 'fast-check'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { signFeed } from '../../../scripts/dist/feed-signature.mjs'
import { isSigned } from '../../../src/main/updates/signature'
import { descriptionOf, feedKey, signatureLine } from './signed-feed'

const name = 'latest-linux.yml'
const content = descriptionOf({ version: '1.2.3', file: 'a.AppImage', content: Buffer.from('program') })
const key = feedKey()
const foreign = feedKey()
const good = signatureLine(key, name, content)
const alien = signatureLine(foreign, name, content)

const change = (bytes: Buffer, at: number, by: number) => {
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ by
  return copy
}

it('is what the release tool writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tessera-signature-'))
  const file = join(folder, name)
  writeFileSync(file, content)
  signFeed(file, [foreign.privateKey, key.privateKey])
  const written = readFileSync(`${file}.sig`, 'utf8')
  expect(isSigned(name, content, written, [key.raw])).toBe(true)
  expect(isSigned(name, content, written, [feedKey().raw])).toBe(false)
  rmSync(folder, { recursive: true })
})

describe('a description’s signature', () => {
  it('is good by one key of the build', () => {
    expect(isSigned(name, content, good, [key.raw])).toBe(true)
    expect(isSigned(name, content, good.trimEnd(), [foreign.raw, key.raw])).toBe(true)
  })

  it('is good beside lines of other keys, in any order', () => {
    expect(isSigned(name, content, alien + good, [key.raw])).toBe(true)
    expect(isSigned(name, content, good + alien, [key.raw])).toBe(true)
  })

  it.each([
    ['nothing', ''],
    ['a foreign key', alien],
    ['more lines than there may be', alien.repeat(10) + good],
    ['an empty line', `\n${good}`],
    ['a line of another kind', `${good}# trusted\n`],
    ['Windows’ line ends', good.replace('\n', '\r\n')],
    ['another algorithm', good.replace('ed25519', 'ed448')],
    ['another key’s name on it', good.replace(key.text, foreign.text)],
    ['a blank too many', good.replace(' ', '  ')]
  ])('is none: %s', (_, text) => {
    expect(isSigned(name, content, text, [key.raw])).toBe(false)
  })

  it('by a foreign key does not become good by naming a key of the build', () => {
    expect(isSigned(name, content, alien.replace(foreign.text, key.text), [key.raw])).toBe(false)
  })

  it('is none where no key is trusted', () => {
    expect(isSigned(name, content, good, [])).toBe(false)
  })

  it('fails with any changed byte of the description', () => {
    fc.assert(
      fc.property(fc.nat(content.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        expect(isSigned(name, change(content, at, by), good, [key.raw])).toBe(false)
      })
    )
  })

  it('fails with bytes more or less', () => {
    fc.assert(
      fc.property(fc.nat(content.length - 1), fc.uint8Array({ minLength: 1, maxLength: 4 }), (at, more) => {
        expect(isSigned(name, content.subarray(0, at), good, [key.raw])).toBe(false)
        expect(isSigned(name, Buffer.concat([content, more]), good, [key.raw])).toBe(false)
        // what moves from the content into the name is signed as well
        expect(isSigned(`${name}\n`, content, good, [key.raw])).toBe(false)
      })
    )
  })

  it('fails for any other file name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (other) => {
        fc.pre(other !== name)
        expect(isSigned(other, content, good, [key.raw])).toBe(false)
      })
    )
    expect(isSigned('latest.yml', content, good, [key.raw])).toBe(false)
  })

  it('fails with any changed character of its own, also one of base64’s idle bits', () => {
    const last = good.length - 2
    fc.assert(
      fc.property(fc.nat(last), fc.integer({ min: 33, max: 126 }), (at, code) => {
        fc.pre(good.charCodeAt(at) !== code)
        const text = good.slice(0, at) + String.fromCharCode(code) + good.slice(at + 1)
        expect(isSigned(name, content, text, [key.raw])).toBe(false)
      }),
      { numRuns: 500 }
    )
  })
})
