import { describe, expect, it } from 'vitest'
import { followLink } from '../../../src/main/desk/links'
import { linkRequest, type LinkRequest } from '../../../src/shared/link'
import { practiceTenantId } from '../../../src/shared/practice-tenant'

const tenants = [
  { id: 't-1', label: 'Contoso Retail' },
  { id: 't-2', label: 'Fabrikam' },
  { id: 't-3', label: 'fabrikam ' },
  { id: 't-4', label: 'Zürich' },
  // an id goes before a label
  { id: 't-5', label: 't-1' },
  { id: practiceTenantId, label: 'Practice tenant' }
]
const given = { isAllowed: true, tenants, currentTenantId: 't-2' }
const ana = (tenantId: string): LinkRequest => ({ tenantId, identifier: 'ana+1@example.com' })

describe('the tenant of a link', () => {
  it.each<[string, LinkRequest]>([
    ['', ana('t-2')],
    ['?tenant=t-1', ana('t-1')],
    ['?tenant=Contoso%20Retail', ana('t-1')],
    ['?tenant=contoso++RETAIL+', ana('t-1')],
    ['?tenant=Zu%CC%88rich', ana('t-4')],
    ['?tenant=practice', ana(practiceTenantId)],
    ['?tenant=Practice%20Tenant', ana(practiceTenantId)],
    // neither a part of a name nor another case of an id is a name
    ['?tenant=Contoso', { problem: 'unknown-tenant' }],
    ['?tenant=T-2', { problem: 'unknown-tenant' }],
    ['?tenant=ContosoRetail', { problem: 'unknown-tenant' }],
    ['?tenant=__proto__', { problem: 'unknown-tenant' }],
    // two are called that
    ['?tenant=Fabrikam', { problem: 'unknown-tenant' }],
    ['?tenant=t-3', ana('t-3')],
    ['?tenant=', { problem: 'malformed' }],
    ['?ticket=INC0001', { problem: 'malformed' }]
  ])('%s', (query, answer) => {
    const request = followLink(`tessera://find/ana+1@example.com${query}`, given)
    expect(request).toEqual(answer)
    expect(linkRequest.parse(request)).toEqual(answer)
  })
})

it.each(['tessera://find/ana', 'tessera://find/ana?tenant=nobody', 'tessera://evil'])(
  'where the policy has no links, nothing is said of %s but that',
  (link) => {
    expect(followLink(link, { ...given, isAllowed: false })).toEqual({ problem: 'policy' })
  }
)
