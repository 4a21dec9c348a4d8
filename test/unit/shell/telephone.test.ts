import { describe, expect, it } from 'vitest'
import { openTelephone } from '../../../src/main/shell/external-links'
import { userName } from '../../../src/main/shell/user-name'
import { failureOf } from '../desk/practice-desk'

describe('the telephone', () => {
  it('gets a number in E.164', async () => {
    const opened: string[] = []
    await openTelephone('+14155550123', async (address) => void opened.push(address))
    expect(opened).toEqual(['tel:+14155550123'])
  })

  it.each([
    '4155550123',
    '+0123456789',
    '+1415',
    '+1415555012312345',
    '+14155550123;ext=1',
    '+14155550123\n',
    '+1415 555 0123',
    '//evil.example',
    '+14155550123?body=x',
    ''
  ])('is not opened for %j', async (number) => {
    const opened: string[] = []
    const failure = await failureOf(openTelephone(number, async (address) => void opened.push(address)))
    expect(failure).toMatchObject({ kind: 'not-enabled-here' })
    expect(opened).toEqual([])
  })

  it('that this computer lacks is told', async () => {
    const failure = await failureOf(
      openTelephone('+14155550123', () => Promise.reject(new Error('no handler')))
    )
    expect(failure).toMatchObject({ kind: 'not-enabled-here', feature: 'Dialling from this computer' })
  })
})

it('a user without an entry of their own still has a name in the journal', () => {
  expect(userName(() => ({ username: 'm.okafor' }))).toBe('m.okafor')
  expect(
    userName(() => {
      throw new Error('ENOENT')
    })
  ).toBe('unknown user')
})
