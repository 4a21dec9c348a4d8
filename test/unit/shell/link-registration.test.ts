import { describe, expect, it, vi } from 'vitest'
import type { BuildInfo } from '../../../src/main/shell/build-info'
import {
  linkRegistrar,
  linkRegistration,
  type RegistrationApp
} from '../../../src/main/shell/link-registration'

type Row = [NodeJS.Platform, BuildInfo['flavour'], boolean, ReturnType<typeof linkRegistration>]

it.each<Row>([
  ['win32', 'release', true, 'register'],
  ['win32', 'release', false, 'unregister'],
  ['darwin', 'release', true, 'register'],
  ['darwin', 'release', false, 'unregister'],
  // the desktop entry of the package does it
  ['linux', 'release', true, 'leave'],
  ['linux', 'release', false, 'leave'],
  ['freebsd', 'release', true, 'leave'],
  ['win32', 'test', true, 'leave'],
  ['win32', 'test', false, 'leave'],
  ['darwin', 'development', true, 'leave'],
  ['win32', 'development', false, 'leave']
])('on %s, %s, allowed: %s → %s', (platform, flavour, isAllowed, todo) => {
  expect(linkRegistration({ platform, flavour }, isAllowed)).toBe(todo)
})

describe('the registration', () => {
  const executable = 'C:\\Program Files\\Tessera\\tessera.exe'
  function registrar(platform: NodeJS.Platform, isDone = true) {
    const set = vi.fn<RegistrationApp['setAsDefaultProtocolClient']>(() => isDone)
    const remove = vi.fn<RegistrationApp['removeAsDefaultProtocolClient']>(() => isDone)
    const lines: string[] = []
    const app = { setAsDefaultProtocolClient: set, removeAsDefaultProtocolClient: remove }
    const place = { platform, flavour: 'release', executable } as const
    return { keep: linkRegistrar(app, place, (line) => lines.push(line)), set, remove, lines }
  }

  it('on Windows ends the switches in front of the link, and is taken back by the same command', () => {
    const { keep, set, remove } = registrar('win32')
    keep(true)
    keep(false)
    expect(set.mock.calls).toEqual([['tessera', executable, ['--']]])
    expect(remove.mock.calls).toEqual([['tessera', executable, ['--']]])
  })

  it('asks the system only where the policy has changed', () => {
    const { keep, set, remove } = registrar('darwin')
    for (const isAllowed of [true, true, false, false, true]) keep(isAllowed)
    expect(set.mock.calls).toEqual([['tessera'], ['tessera']])
    expect(remove.mock.calls).toEqual([['tessera']])
  })

  it('says where the system did not do it', () => {
    const { keep, lines } = registrar('win32', false)
    keep(true)
    expect(lines).toEqual(['links: the system did not register this program for them'])
  })
})
