import { expect, it } from 'vitest'
import { bundleOperations } from '../../../src/shared/contract-bundles'
import { tenantOperations } from '../../../src/shared/contract-tenants'

const ids = (length: number) => Array.from({ length }, (_, n) => `t-${n}`)

it('too many tenants for a bundle are told in words for people', () => {
  const { input } = bundleOperations['bundle.export']
  const ask = { issuer: 'Contoso IT', withPolicy: false, withDefaults: false }
  expect(input.safeParse({ ...ask, tenantIds: ids(1_000) }).success).toBe(true)
  const refused = input.safeParse({ ...ask, tenantIds: ids(1_001) })
  expect(refused.error?.issues.map(({ message }) => message)).toEqual([
    'A bundle holds at most 1000 tenants: choose fewer, and export the others as a second bundle.'
  ])
})

it('as many as can be imported can be put in order, with those of the organisation and one’s own', () => {
  const { input } = tenantOperations['tenants.reorder']
  expect(input.safeParse({ tenantIds: ids(2_000 + 1_000 + 500) }).success).toBe(true)
})
