import { describe, expect, it } from 'vitest'
import { operations } from '../../src/main/mosaic/operations'
import { routes } from '../../src/simulator/routes'
import { loadContract } from './openapi'

const contract = loadContract()
const named = Object.entries(operations).flatMap(([name, operation]) => {
  const permissions = contract?.permissionsOf(operation)
  return permissions === undefined ? [] : [{ ...operation, name, permissions }]
})
/** The reference names no permissions for them; their siblings, resets and the validation, ask for `auth:execute`. */
const unnamed = ['otpSendSms', 'otpSendEmail', 'otpIssue', 'otpCheck', 'linkSend', 'passwordCheck']

describe.skipIf(contract === null)('the permissions of the OpenAPI reference', () => {
  it('are read for the operations of the client', () => {
    const names = named.map(({ name }) => name)
    expect([...names, ...unnamed].toSorted()).toEqual(Object.keys(operations).toSorted())
    const asked = Object.entries(operations).filter(([name]) => unnamed.includes(name))
    expect(asked.map(([, { permission }]) => permission)).toEqual(unnamed.map(() => 'auth:execute'))
    expect(contract?.permissionsOf(operations.userGroups)).toEqual([
      'apps:read',
      '[appId]:read',
      'groups:read'
    ])
  })

  it.each(named)('hold the one that $name is told to lack: $permission', ({ permission, permissions }) => {
    expect(permissions).toContain(permission)
  })

  it.each(named)('are those that the practice tenant asks for: $method $path', (operation) => {
    const path = operation.path.replace(/\{\w+\}/g, '*')
    const route = routes.find((one) => one.method === operation.method && one.path === path)
    const asked = route === undefined || route.permissions === 'admin' ? [] : route.permissions
    expect(asked.toSorted()).toEqual(operation.permissions.toSorted())
  })
})
