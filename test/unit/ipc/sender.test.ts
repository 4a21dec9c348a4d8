import { describe, expect, it } from 'vitest'
import { isOurFrame, type SenderFrame } from '../../../src/main/ipc/sender'

const origin = 'app://tessera'
const ours: SenderFrame = { parent: null, detached: false, origin, url: 'app://tessera/index.html' }
const isOurs = (frame: SenderFrame | null | undefined, top = ours) => isOurFrame(frame, origin, top)

describe('the sender', () => {
  it('is our top frame', () => {
    expect(isOurs(ours)).toBe(true)
    // Electron before detached frames were known
    expect(isOurs({ ...ours, detached: undefined as unknown as boolean })).toBe(true)
  })

  it('is our top frame after its page has crashed: Electron goes on calling it detached', () => {
    const recovered = { ...ours, detached: true }
    expect(isOurs(recovered, recovered)).toBe(true)
    const left = { ...recovered, url: 'about:blank' }
    expect(isOurs(left, left)).toBe(false)
  })

  it.each<[string, SenderFrame | null | undefined]>([
    ['a missing frame', null],
    ['no frame at all', undefined],
    ['a child frame', { ...ours, parent: ours }],
    ['a detached frame', { ...ours, detached: true }],
    ['about:blank, which inherits the origin', { ...ours, url: 'about:blank' }],
    ['an empty address', { ...ours, url: '' }],
    ['a sandboxed page of ours', { ...ours, origin: 'null' }],
    ['another origin', { ...ours, origin: 'https://example.com', url: 'https://example.com/' }],
    ['another host', { ...ours, origin: 'app://other', url: 'app://other/index.html' }],
    [
      'a host that begins as ours',
      { ...ours, origin: 'app://tessera.example', url: 'app://tessera.example/' }
    ],
    ['an origin that only the address has', { ...ours, origin: 'https://tessera' }],
    ['an address that only the origin has', { ...ours, url: 'app://tessera.example/index.html' }],
    ['a file', { ...ours, origin: 'file://', url: 'file:///app/index.html' }],
    ['data', { ...ours, origin: 'null', url: 'data:text/html,x' }]
  ])('is not %s', (_what, frame) => {
    expect(isOurs(frame)).toBe(false)
  })

  it('is not a frame that went away', () => {
    const gone = {
      ...ours,
      get url(): string {
        throw new Error('Render frame was disposed')
      }
    }
    expect(isOurs(gone)).toBe(false)
  })
})
