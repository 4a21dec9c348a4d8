import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { defaultPolicy, fillPolicy, lockedPolicy } from '../../src/main/policy/fill'
import { PolicySection } from '../../src/renderer/settings/PolicySection'
import { AppFailure } from '../../src/shared/errors'
import type { PolicyFile, PolicyView } from '../../src/shared/policy'
import { renderScreen } from './render'

async function show(view: Partial<PolicyView> = {}) {
  const screenView = renderScreen(<PolicySection />, {
    'app.copy': () => null,
    'policy.view': () => ({
      source: 'default',
      file: '/home/kim/policy.json',
      locked: false,
      policy: defaultPolicy,
      ...view
    })
  })
  await screen.findByText('Source')
  return screenView
}

const withFile = (file: Omit<PolicyFile, 'version'>) =>
  show({ source: 'own', policy: fillPolicy({ version: 1, ...file }) })

/** What stands beside a name. */
const fact = (name: string) => screen.getByText(name, { selector: 'dt' }).nextElementSibling
const verifications = () =>
  within(screen.getByRole('list', { name: 'Verifications by action' }))
    .getAllByRole('listitem')
    .map((line) => line.textContent)

describe('where the policy comes from', () => {
  it.each([
    ['managed', 'Managed by your organisation; it cannot be changed here.'],
    ['own', 'Your own file.'],
    ['default', 'Built-in defaults: there is no policy file.']
  ] as const)('%s', async (source, words) => {
    await show({ source })
    expect(fact('Source')).toHaveTextContent(words)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('its file can be copied', async () => {
    const view = await show({ source: 'managed', file: '/etc/somewhere/policy.json' })
    await view.user.click(screen.getByRole('button', { name: 'Copy policy file' }))
    expect(view.callsOf('app.copy')).toEqual([{ text: '/etc/somewhere/policy.json' }])
  })

  it('a broken one is an alert; one that locks says so', async () => {
    await show({ source: 'own', problem: 'Line 3 is no JSON. The defaults apply.' })
    expect(screen.getByRole('alert')).toHaveTextContent(/^Line 3 is no JSON/)
  })

  it('a managed one that cannot be read locks every change', async () => {
    await show({ source: 'managed', locked: true, problem: 'It cannot be read.', policy: lockedPolicy })
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Every change is locked until the policy can be read.'
    )
    expect(screen.getByRole('alert')).toHaveTextContent('It cannot be read.')
    expect(fact('Allowed')).toHaveTextContent('Nothing')
    expect(screen.queryByRole('list', { name: 'Verifications by action' })).toBeNull()
  })

  it('says when it could not be asked, and asks again', async () => {
    const view = renderScreen(<PolicySection />, {
      'policy.view': () => {
        throw new AppFailure({ kind: 'internal' })
      }
    })
    expect(await screen.findByRole('alert')).toHaveTextContent('Read the policy: Tessera itself failed.')
    view.handle({
      'policy.view': () => ({ source: 'default', file: '/p', locked: false, policy: defaultPolicy })
    })
    await view.user.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Source')).toBeVisible()
  })
})

describe('its rules in words', () => {
  it('the defaults', async () => {
    await show()
    expect(fact('Allowed')).toHaveTextContent('Everything')
    expect(screen.queryByText('Not allowed')).toBeNull()
    expect(verifications()).toEqual(
      expect.arrayContaining([
        'Issue temporary password: one, within 10 minutes',
        'Sign out everywhere: none',
        'Send a password reset: none'
      ])
    )
    expect(fact('Kinds')).toHaveTextContent(/^SMS code, e-mail code.*Each counts for 10 minutes\.$/)
    expect(fact('Contacts')).toHaveTextContent(
      'Unverified ones are not used; ones changed within 24 hours are not used.'
    )
    expect(fact('Ticket')).toHaveTextContent('A number may be left out.')
    expect(fact('Temporary password')).toHaveTextContent('Shown to the agent, 4 groups of four characters')
    expect(fact('Permanent passwords')).toHaveTextContent('Not allowed')
    expect(fact('Privileged users')).toHaveTextContent('Nobody needs a second verification.')
    expect(fact('Limits')).toHaveTextContent('60 changes an hour by one agent, 5 resets of one user')
    expect(fact('Password settings')).toHaveTextContent('May be changed in the practice tenant only.')
    expect(fact('Bundles')).toHaveTextContent(
      'No key is trusted. Unsigned ones may be imported. Client secrets may not be exported.'
    )
    expect(fact('Journal')).toHaveTextContent('Kept on this computer only')
    expect(fact('Updates')).toHaveTextContent(
      'downloaded by themselves and installed when Tessera quits; on macOS the agent installs them.'
    )
    expect(fact('Links')).toHaveTextContent('tessera:// links open a search; they change nothing.')
  })

  it('what a file changes', async () => {
    await withFile({
      actions: { allowed: ['unlock', 'send-reset', 'issue'] },
      verification: {
        lifeMinutes: 1,
        allowUnverifiedContact: true,
        byAction: { unlock: { required: 2, kinds: ['sms-code', 'in-person'], lifeMinutes: 5 } }
      },
      ticket: { required: true, pattern: 'INC-\\d+', example: 'INC-42' },
      temporaryPassword: { delivery: 'send' },
      permanentPasswords: true,
      privileged: { groupIds: ['a', 'b'], customData: [{ field: 'vip', equals: true }] },
      limits: { changesPerHour: 1 },
      passwordSettings: { edit: true },
      bundles: {
        trustedKeys: [
          { name: 'Contoso IT', publicKey: `${'A'.repeat(43)}=` },
          { name: 'Old key', publicKey: `${'B'.repeat(42)}A=` }
        ],
        requireSignature: true,
        exportSecrets: true
      },
      updates: { mode: 'tell' },
      links: { open: false },
      journal: { sink: 'https://collector.example:8443/in?key=hidden' }
    })
    expect(fact('Allowed')).toHaveTextContent(
      'Unlock password, Send a password reset, Issue temporary password'
    )
    expect(fact('Not allowed')).toHaveTextContent('Set a password, Issue access code')
    expect(verifications()).toEqual([
      'Unlock password: two of different kinds, by SMS code, photo ID in person, within 5 minutes',
      'Issue temporary password: one, within 1 minute',
      'Send a password reset: none'
    ])
    expect(fact('Contacts')).toHaveTextContent(
      'Unverified ones may be used; ones changed within 24 hours are not'
    )
    expect(fact('Ticket')).toHaveTextContent(
      'A number is required. It has to match INC-\\d+. For example INC-42.'
    )
    expect(fact('Temporary password')).toHaveTextContent('Never shown')
    expect(fact('Permanent passwords')).toHaveTextContent('Allowed')
    expect(fact('Privileged users')).toHaveTextContent(
      'Two verifications for users of 2 groups, 1 custom data flag.'
    )
    expect(fact('Limits')).toHaveTextContent('1 change an hour')
    expect(fact('Password settings')).toHaveTextContent('May be changed by agents.')
    expect(fact('Bundles')).toHaveTextContent(
      'Trusted: “Contoso IT” (key ID 66687aadf862bd77), “Old key” (key ID 37d171c864533cb2). Unsigned ones are refused. Client secrets may be exported.'
    )
    expect(fact('Updates')).toHaveTextContent('Agents are told of new versions and decide.')
    expect(fact('Links')).toHaveTextContent('tessera:// links are not followed.')
    // the host alone: the rest of the address may be a secret
    expect(fact('Journal')).toHaveTextContent('Also sent to collector.example:8443')
    expect(document.body).not.toHaveTextContent('hidden')
  })
})
