import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parsePolicy } from '../../../src/main/policy/parse'
import { machineFolder } from '../../../src/main/policy/policy-store'

const page = readFileSync(new URL('../../../ADMIN.md', import.meta.url), 'utf8')

describe('ADMIN.md', () => {
  it.each([
    ['linux', machineFolder('linux', {})],
    ['darwin', machineFolder('darwin', {})],
    [
      'win32',
      machineFolder('win32', { ProgramData: 'C:\\ProgramData' }).replace('C:\\ProgramData', '%ProgramData%')
    ]
  ])('names the machine-wide folder of %s as the app has it', (_platform, folder) => {
    expect(page).toContain(`\`${folder}\``)
  })

  it('has a policy that Tessera takes, and that demands signatures', () => {
    const [, json = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? []
    const parsed = parsePolicy(Buffer.from(json))
    expect(parsed).toMatchObject({ ok: true, policy: { bundles: { requireSignature: true } } })
  })
})
