import { beforeEach, describe, expect, it, vi } from 'vitest'

const app = {
  isPackaged: true,
  commandLine: { hasSwitch: (name: string) => name === 'user-data-dir' },
  setName: vi.fn<(name: string) => void>(),
  setPath: vi.fn<(name: string, path: string) => void>(),
  getPath: () => '/home/agent/.config',
  requestSingleInstanceLock: vi.fn<() => boolean>(() => true)
}
const registerSchemesAsPrivileged = vi.fn<(schemes: object[]) => void>()
vi.mock('electron', () => ({ app, protocol: { registerSchemesAsPrivileged } }))
const { prepare } = await import('../../../src/main/shell/prepare')

beforeEach(() => {
  vi.clearAllMocks()
  app.isPackaged = true
  app.requestSingleInstanceLock.mockReturnValue(true)
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

describe('before Electron is ready', () => {
  it.each(['--remote-debugging-port=0', '/Remote-Debugging-Port=0', '--inspect'])(
    'a package does not start with %s, nor take the lock',
    (word) => {
      expect(prepare([word])).toBe(1)
      expect(app.requestSingleInstanceLock).not.toHaveBeenCalled()
      expect(registerSchemesAsPrivileged).not.toHaveBeenCalled()
    }
  )

  it('development does, because tests attach there', () => {
    app.isPackaged = false
    expect(prepare(['--inspect=0'])).toBeUndefined()
  })

  it('registers the one scheme with the fewest privileges', () => {
    expect(prepare([])).toBeUndefined()
    expect(registerSchemesAsPrivileged.mock.calls).toEqual([
      [[{ scheme: 'app', privileges: { standard: true, secure: true } }]]
    ])
  })

  it('a second start ends at once; a smoke run that could not run has failed', () => {
    app.requestSingleInstanceLock.mockReturnValue(false)
    expect(prepare([])).toBe(0)
    expect(prepare(['--smoke'])).toBe(1)
  })
})
