import { describe, expect, it } from 'vitest'
import { passwordState } from '../../../src/renderer/user/sections/password-facts'
import type { Authenticator, User } from '../../../src/shared/user'
import { aPassword, aUser } from '../../component/fixtures'

const now = Date.parse('2026-11-23T14:00:00Z')
const withPassword = (password: User['password']) => aUser({ password })
const plain = { expired: false, temporary: false }

describe('the password’s state in words', () => {
  it.each<[User, Authenticator[] | undefined, string]>([
    [withPassword(plain), [aPassword()], 'Not locked, not temporary'],
    [withPassword(plain), [aPassword({ status: 'Locked' })], 'Locked by policy, not temporary'],
    [
      withPassword(plain),
      [aPassword({ status: 'Deactivated' })],
      'Blocked by an administrator, not temporary'
    ],
    [
      { ...withPassword(plain), status: 'Disabled' },
      [aPassword({ status: 'Deactivated' })],
      'Off while suspended, not temporary'
    ],
    [withPassword({ ...plain, temporary: true, expiresAt: now + 1 }), [aPassword()], 'Not locked, temporary'],
    [
      withPassword({ ...plain, temporary: true, expiresAt: now }),
      [aPassword()],
      'Not locked, temporary, run out'
    ],
    [withPassword({ ...plain, expired: true }), [aPassword()], 'Not locked, expired'],
    [withPassword(plain), undefined, 'Locks not known, not temporary'],
    [withPassword(undefined), undefined, 'Not known'],
    [withPassword(undefined), [], 'No password'],
    // an authenticator without a type may be the password
    [withPassword(undefined), [aPassword({ type: 'Unknown' })], 'Not known'],
    [withPassword(plain), [aPassword({ type: 'Unknown' })], 'Locks not known, not temporary']
  ])('case %#: %o', (user, authenticators, words) => {
    expect(passwordState({ user, authenticators, appId: undefined }, now)).toBe(words)
  })

  it('looks at the password of this application only', () => {
    const authenticators = [
      aPassword({ appId: 'other', status: 'Locked' }),
      aPassword({ id: '2', appId: 'own' })
    ]
    expect(passwordState({ user: withPassword(plain), authenticators, appId: 'own' }, now)).toBe(
      'Not locked, not temporary'
    )
  })

  it.each<[string, User['password'], Partial<Authenticator>, string]>([
    ['the whole password', undefined, { temporary: true, expiresAt: now + 5 }, 'temporary'],
    ['its end', plain, { expiresAt: now - 5 }, 'expired'],
    ['its being temporary', plain, { temporary: true }, 'temporary'],
    ['its having run out', { ...plain, temporary: true }, { expired: true }, 'temporary, run out']
  ])('takes from the authenticator %s where the user does not say it', (_, password, more, words) => {
    const known = { user: withPassword(password), authenticators: [aPassword(more)], appId: undefined }
    expect(passwordState(known, now)).toBe(`Not locked, ${words}`)
  })
})
