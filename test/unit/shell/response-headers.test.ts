import { describe, expect, it } from 'vitest'
import { assetHeaders, pageHeaders, pagePolicy } from '../../../src/main/shell/response-headers'

const directives = (policy: string) =>
  Object.fromEntries(
    policy.split('; ').map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')])
  )

describe('the policy of the page', () => {
  it('is exactly this', () => {
    expect(directives(pagePolicy('N'))).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self' 'nonce-N'",
      'style-src-attr': "'none'",
      'img-src': "'self'",
      'font-src': "'self'",
      'connect-src': "'none'",
      'worker-src': "'none'",
      'frame-src': "'none'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
      'require-trusted-types-for': "'script'",
      'trusted-types': "'none'"
    })
  })

  it('allows nothing inline, nothing evaluated, nothing from elsewhere', () => {
    const policies = [pagePolicy('N'), assetHeaders('text/css')['content-security-policy']]
    for (const policy of policies) expect(policy).not.toMatch(/unsafe|https?:|wss?:|data:|blob:|\*/)
  })
})

describe('headers', () => {
  it.each([
    ['the page', pageHeaders('text/html', 'N')],
    ['an asset', assetHeaders('font/woff2')]
  ])('%s is isolated and never sniffed', (_what, headers) => {
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin'
    })
  })

  it('give the page no device', () => {
    const policy = pageHeaders('text/html', 'N')['permissions-policy']
    for (const feature of ['camera', 'microphone', 'geolocation', 'clipboard-read', 'display-capture']) {
      expect(policy).toContain(`${feature}=()`)
    }
  })

  it('leave an asset that is opened by itself without any power', () => {
    expect(directives(assetHeaders('image/svg+xml')['content-security-policy'] ?? '')).toMatchObject({
      'default-src': "'none'",
      sandbox: ''
    })
  })
})
