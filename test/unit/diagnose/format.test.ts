import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attention, fact, good, unknown, type Finding } from '../../../src/main/diagnose/finding'
import { formatReport } from '../../../src/main/diagnose/format'

const at = new Date('2026-11-26T15:57:39Z')
const home = '/home/ann'

describe('the report', () => {
  it('is aligned, marks what needs attention, and names it at the top', () => {
    const { text, attention: wanting } = formatReport(
      [
        { title: 'Tessera', findings: [fact('Version', '0.1.0'), good('Sandbox state', 'in use')] },
        { title: 'Keychain', findings: [attention('State', 'locked'), unknown('Others', 'not asked')] }
      ],
      { at, home }
    )
    expect(wanting).toBe(1)
    expect(text).toBe(`Tessera diagnosis, 2026-11-26 15:57:39 UTC
1 line needs attention (marked !!): Keychain, State.

Tessera
    Version        0.1.0
ok  Sandbox state  in use

Keychain
!!  State          locked
??  Others         not asked
`)
  })

  it('says so where nothing needs attention', () => {
    const report = formatReport([{ title: 'A', findings: [good('b', 'c')] }], { at, home })
    expect(report).toMatchObject({
      attention: 0,
      text: expect.stringContaining('Nothing was found') as string
    })
  })

  it('has no control or direction characters and as many lines as findings, whatever stands in them', () => {
    const odd = fc.string({ unit: 'binary', maxLength: 60 })
    const states = fc.constantFrom<Finding['state']>('fact', 'good', 'attention', 'unknown')
    const finding = fc.record({ label: odd, value: odd, state: states })
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 5 }), odd, (findings, title) => {
        const { text } = formatReport([{ title, findings }], { at, home })
        expect(text.replaceAll('\n', '')).not.toMatch(/(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
        expect(text.split('\n')).toHaveLength(findings.length + 5)
      })
    )
  })
})
