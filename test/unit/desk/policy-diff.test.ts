import { describe, expect, it } from 'vitest'
import { policyDifferences } from '../../../src/main/desk/policy-diff'
import { defaultPolicy, fillPolicy } from '../../../src/main/policy/fill'
import type { PolicyFile } from '../../../src/shared/policy'

const withFile = (file: Omit<PolicyFile, 'version'>) => fillPolicy({ version: 1, ...file })

describe('what a bundle changes of updates and links', () => {
  it.each<[Omit<PolicyFile, 'version'>, unknown]>([
    [
      { updates: { mode: 'tell' } },
      {
        what: 'Updates',
        before:
          'New versions are downloaded by themselves and installed when Tessera quits; on macOS the agent installs them.',
        after: 'Agents are told of new versions and decide.'
      }
    ],
    [
      { updates: { mode: 'off' } },
      {
        what: 'Updates',
        before:
          'New versions are downloaded by themselves and installed when Tessera quits; on macOS the agent installs them.',
        after: 'New versions are never looked for.'
      }
    ],
    [
      { links: { open: false } },
      {
        what: 'Links',
        before: 'tessera:// links open a search; they change nothing.',
        after: 'tessera:// links are not followed.'
      }
    ]
  ])('%o', (file, difference) => {
    expect(policyDifferences(defaultPolicy, withFile(file))).toEqual([difference])
  })

  it('is nothing where it says what holds anyway', () => {
    const same = withFile({ updates: { mode: 'automatic' }, links: { open: true } })
    expect(policyDifferences(defaultPolicy, same)).toEqual([])
  })
})
