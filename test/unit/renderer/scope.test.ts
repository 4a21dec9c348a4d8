import { afterEach, describe, expect, it } from 'vitest'
import { scoped, showScope, shownApplication } from '../../../src/renderer/bridge/scope'
import { contract, type Input } from '../../../src/shared/contract'
import { type OperationName, operationNames } from '../../../src/shared/operations'

const shop = { tenantId: 't-1', applicationId: 'shop' }

afterEach(() => showScope(undefined))

/** The names in what an operation takes. */
const fieldsOf = (name: OperationName): string[] => {
  const { input } = contract[name]
  return 'shape' in input ? Object.keys(input.shape) : []
}

describe('a call of the desk', () => {
  const naming = operationNames.filter((name) => fieldsOf(name).includes('tenantId'))
  const ofDesk = naming.filter((name) => !/^(tenants|doctor)\./.test(name))

  it('is anything that names a tenant, but for profiles and the doctor', () => {
    expect(ofDesk).toContain('password.unlock')
    expect(ofDesk.length).toBeGreaterThan(20)
  })

  it.each(ofDesk)('%s takes the application that is shown', (name) => {
    showScope(shop)
    expect(fieldsOf(name)).toContain('applicationId')
    const input = { tenantId: 't-1', userId: 'u' } as unknown as Input<typeof name>
    expect(scoped(name, input)).toEqual({ ...shop, userId: 'u' })
  })

  it('leaves alone what names another tenant, or the application itself', () => {
    showScope(shop)
    const elsewhere = { tenantId: 't-2', userId: 'u' }
    expect(scoped('user.read', elsewhere)).toBe(elsewhere)
    const said = { tenantId: 't-1', applicationId: 'loyalty', userId: 'u' }
    expect(scoped('user.read', said)).toBe(said)
  })

  it('goes as it is before anything is shown, and once nothing is any more', () => {
    const input = { tenantId: 't-1', userId: 'u' }
    expect(scoped('user.read', input)).toBe(input)
    showScope(shop)
    showScope(undefined)
    expect(scoped('user.read', input)).toBe(input)
  })
})

describe('profiles and the doctor', () => {
  it.each(operationNames.filter((name) => /^(tenants|doctor)\./.test(name)))(
    '%s says which application it means',
    (name) => {
      showScope(shop)
      const input = { tenantId: 't-1' } as unknown as Input<typeof name>
      expect(scoped(name, input)).toBe(input)
    }
  )
})

it('of another tenant no application is shown', () => {
  showScope(shop)
  expect([shownApplication('t-1'), shownApplication('t-2')]).toEqual(['shop', undefined])
})

it('an operation without input goes as it is', () => {
  showScope(shop)
  expect(scoped('app.state', undefined)).toBeUndefined()
})
