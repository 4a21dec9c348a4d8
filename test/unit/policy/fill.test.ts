import { describe, expect, it } from 'vitest'
import { defaultPolicy, fillPolicy, lockedPolicy } from '../../../src/main/policy/fill'
import { policy } from '../../../src/shared/policy'
import { documentedDefaults, documentedLock } from './documented'

const publicKey = `${'A'.repeat(43)}=`

describe('filling in', () => {
  it('has the documented defaults where the file says nothing, in sections that are empty too', () => {
    const empty = {
      version: 1,
      actions: {},
      verification: { byAction: {} },
      ticket: {},
      temporaryPassword: {},
      privileged: {},
      limits: {},
      passwordSettings: {},
      bundles: {},
      updates: {},
      links: {},
      journal: {}
    } as const
    for (const filled of [defaultPolicy, fillPolicy({ version: 1 }), fillPolicy(empty)]) {
      expect(filled).toEqual(documentedDefaults)
      expect(policy.parse(filled)).toEqual(filled)
    }
  })

  it('takes what the file says', () => {
    const filled = fillPolicy({
      version: 1,
      actions: { allowed: ['issue', 'unlock', 'issue'] },
      verification: {
        kinds: ['in-person', 'current-password', 'in-person'],
        lifeMinutes: 3,
        allowUnverifiedContact: true,
        allowRecentlyChanged: true
      },
      ticket: { required: true, pattern: 'INC\\d+', example: 'INC1' },
      temporaryPassword: { alphabet: 'full', groups: 6, delivery: 'send' },
      permanentPasswords: true,
      privileged: { groupIds: ['g', 'g'], userIds: ['u'], customData: [{ field: 'vip', equals: 1 }] },
      limits: { changesPerHour: 7, resetsPerUserPerDay: 1 },
      passwordSettings: { edit: true },
      bundles: {
        trustedKeys: [{ name: 'Head office', publicKey }],
        requireSignature: true,
        exportSecrets: true
      },
      updates: { mode: 'tell' },
      links: { open: false },
      journal: { sink: 'https://siem.example.com/' }
    })
    expect(filled).toMatchObject({
      allowed: ['issue', 'unlock'],
      kinds: ['in-person', 'current-password'],
      lifeMinutes: 3,
      allowUnverifiedContact: true,
      allowRecentlyChanged: true,
      ticket: { required: true, pattern: 'INC\\d+', example: 'INC1' },
      temporaryPassword: { alphabet: 'full', groups: 6, delivery: 'send' },
      permanentPasswords: true,
      privileged: { groupIds: ['g'], userIds: ['u'], customData: [{ field: 'vip', equals: 1 }] },
      limits: { changesPerHour: 7, resetsPerUserPerDay: 1 },
      passwordSettings: 'always',
      bundles: {
        trustedKeys: [{ name: 'Head office', publicKey }],
        requireSignature: true,
        exportSecrets: true
      },
      updates: 'tell',
      links: false,
      sink: 'https://siem.example.com/'
    })
    expect(filled.byAction.issue).toEqual({
      required: 1,
      kinds: ['in-person', 'current-password'],
      lifeMinutes: 3
    })
  })

  it('lets an action ask for fewer kinds than the policy has, never for others', () => {
    const { byAction } = fillPolicy({
      version: 1,
      verification: {
        kinds: ['sms-code', 'in-person', 'call-back'],
        byAction: {
          issue: { kinds: ['call-back', 'current-password', 'sms-code'] },
          'sign-out': { required: 2, lifeMinutes: 30 }
        }
      }
    })
    expect(byAction.issue).toEqual({ required: 1, kinds: ['sms-code', 'call-back'], lifeMinutes: 10 })
    expect(byAction['sign-out']).toEqual({
      required: 2,
      kinds: ['sms-code', 'in-person', 'call-back'],
      lifeMinutes: 30
    })
  })

  it('leaves the password settings alone even in the practice tenant where the file says so', () => {
    expect(fillPolicy({ version: 1, passwordSettings: { edit: false } }).passwordSettings).toBe('never')
  })

  it('allows nothing where it is locked', () => {
    expect(lockedPolicy).toEqual(documentedLock)
  })
})
