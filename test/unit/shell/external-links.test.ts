import { describe, expect, it, vi } from 'vitest'
import { externalLinks, openExternalLink } from '../../../src/main/shell/external-links'

describe('the gate for external links', () => {
  it.each(Object.values(externalLinks))('lets %s through, by https', (address) => {
    const open = vi.fn<(address: string) => Promise<void>>(async () => undefined)
    expect(openExternalLink(address, open)).toBe(true)
    expect(open.mock.calls).toEqual([[address]])
    expect(new URL(address).protocol).toBe('https:')
  })

  it.each([
    'http://developer.transmitsecurity.com/',
    'https://developer.transmitsecurity.com',
    'https://developer.transmitsecurity.com/other',
    'https://developer.transmitsecurity.com/#x',
    'https://developer.transmitsecurity.com.example/',
    'https://user@developer.transmitsecurity.com/',
    'HTTPS://developer.transmitsecurity.com/',
    ' https://developer.transmitsecurity.com/',
    'https://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-msdt:/id',
    'smb://server/share',
    'mailto:a@example.com',
    'app://tessera/',
    '',
    '__proto__',
    'constructor'
  ])('stops %j', (address) => {
    const open = vi.fn<(address: string) => Promise<void>>(async () => undefined)
    expect(openExternalLink(address, open)).toBe(false)
    expect(open).not.toHaveBeenCalled()
  })

  it('does not mind a system without a browser', async () => {
    const open = vi.fn<(address: string) => Promise<void>>(() => Promise.reject(new Error('no browser')))
    expect(openExternalLink(externalLinks.mosaicDocumentation, open)).toBe(true)
    await expect(open.mock.results[0]?.value).rejects.toThrow('no browser')
  })
})
