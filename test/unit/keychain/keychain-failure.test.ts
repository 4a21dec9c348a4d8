import { describe, expect, it } from 'vitest'
import { keychainAdvice } from '../../../src/main/keychain/advice'
import { failureOf, keychainFailure, stateOfMessage } from '../../../src/main/keychain/keychain-failure'
import { keychainState } from '../../../src/shared/error-schema'

describe('what the system says', () => {
  it.each([
    ['Cannot create an item in a locked collection', 'locked'],
    ['Prompt was dismissed', 'locked'],
    ['User interaction is not allowed.', 'locked'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'no-service'],
    ['Could not connect: No such file or directory', 'no-service'],
    ['Could not connect: Connection refused', 'no-service'],
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'no-service'],
    ['Failed to execute child process “dbus-launch” (No such file or directory)', 'no-service'],
    ['GDBus.Error:org.freedesktop.DBus.Error.ServiceUnknown: unknown', 'no-service'],
    ['No keychain is available. You may need to restart your computer.', 'no-service'],
    ['A specified logon session does not exist. It may already have been terminated.', 'no-service'],
    [
      'GDBus.Error:org.freedesktop.DBus.Error.NoReply: Message recipient disconnected from message bus without replying',
      'died'
    ],
    ['The connection is closed', 'died'],
    ['Timeout was reached', 'frozen'],
    ['Object does not exist at path “/org/freedesktop/secrets/collection/login”', 'refused'],
    ['Stub received bad data.', 'refused'],
    ['', 'refused']
  ])('“%s” means %s', (message, state) => {
    expect(stateOfMessage(message)).toBe(state)
  })
})

describe('how a call ends', () => {
  it.each([
    [{ kind: 'no-library', message: 'libsecret-1.so.0: cannot open' }, 'missing-library'],
    [{ kind: 'error', message: 'Timeout was reached' }, 'frozen'],
    [{ kind: 'frozen' }, 'frozen'],
    [{ kind: 'unanswered' }, 'locked'],
    [{ kind: 'died' }, 'died']
  ] as const)('%o is the failure %s, with advice for this system', (outcome, state) => {
    expect(failureOf(outcome, 'darwin').error).toMatchObject({
      kind: 'keychain-unavailable',
      state,
      fix: keychainAdvice(state, 'darwin')
    })
  })

  it('a stop is a cancel', () => {
    expect(failureOf({ kind: 'stopped' }, 'linux').error).toEqual({ kind: 'cancelled' })
  })

  it('long details are clipped', () => {
    expect(keychainFailure('refused', 'linux', 'x'.repeat(5000)).error.detail).toHaveLength(300)
  })
})

describe('advice', () => {
  it.each(['linux', 'darwin', 'win32'] as const)('on %s is its own for each state', (platform) => {
    const texts = keychainState.options.map((state) => keychainAdvice(state, platform))
    expect(new Set(texts).size).toBe(texts.length)
    for (const text of texts) expect(text).toMatch(/^[A-Z].{20,260}[.]$/)
  })

  it('names the tools of that system', () => {
    expect(keychainAdvice('locked', 'linux')).toContain('Passwords and Keys')
    expect(keychainAdvice('missing-library', 'linux')).toContain('apt install libsecret-1-0')
    expect(keychainAdvice('locked', 'darwin')).toContain('Keychain Access')
    expect(keychainAdvice('no-service', 'win32')).toContain('Credential Manager')
    expect(keychainAdvice('locked', 'freebsd')).toBe(keychainAdvice('locked', 'linux'))
  })
})
