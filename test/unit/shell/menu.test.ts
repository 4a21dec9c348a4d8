import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { contextMenuTemplate } from '../../../src/main/shell/context-menu'
import { menuTemplate } from '../../../src/main/shell/menu'

function build(platform: NodeJS.Platform, devTools = false) {
  const actions = {
    command: vi.fn<(command: string) => void>(),
    openLink: vi.fn<(address: string) => void>()
  }
  const template = menuTemplate({ platform, devTools }, actions)
  const items = template.flatMap((menu) => [menu, ...((menu.submenu ?? []) as MenuItemConstructorOptions[])])
  const click = (label: string) => {
    const item = items.find((candidate) => candidate.label?.replaceAll('&', '') === label)
    // Electron passes the item, the window and the event; none of ours reads them
    Reflect.apply(item?.click as () => void, undefined, [])
  }
  return { actions, template, items, click, roles: items.map((item) => item.role) }
}

describe('the application menu', () => {
  it.each([
    ['Find a user', 'focus-search'],
    ['Look Up in All Tenants', 'look-up-tenants'],
    ['Close user', 'close-user'],
    ['Settings…', 'settings'],
    ['Practice tenant', 'practice-tenant'],
    ['Check for updates…', 'check-updates'],
    ['Licences', 'licences']
  ])('%s says %s', (label, command) => {
    const { actions, click } = build('linux')
    click(label)
    expect(actions.command.mock.calls).toEqual([[command]])
  })

  it('opens the documentation through the gate', () => {
    const { actions, click } = build('win32')
    click('Mosaic documentation')
    expect(actions.openLink.mock.calls).toEqual([['https://developer.transmitsecurity.com/']])
  })

  it.each(['CmdOrCtrl+K', 'CmdOrCtrl+Shift+K'])(
    'leaves %s to the page, which would hear it twice',
    (keys) => {
      const search = build('linux').items.find((item) => item.accelerator === keys)
      expect(search?.registerAccelerator).toBe(false)
    }
  )

  it('has no way to reload or to open developer tools in a package', () => {
    expect(build('linux').roles).not.toEqual(expect.arrayContaining(['toggleDevTools']))
    expect(build('linux').roles).not.toEqual(expect.arrayContaining(['reload']))
    expect(build('linux').roles).not.toEqual(expect.arrayContaining(['forceReload']))
    expect(build('linux', true).roles).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']))
  })

  it.each(['linux', 'win32', 'darwin'] as const)(
    'can quit, edit, zoom and tell its version on %s',
    (platform) => {
      const expected = [
        'quit',
        'undo',
        'redo',
        'cut',
        'copy',
        'paste',
        'selectAll',
        'resetZoom',
        'zoomIn',
        'zoomOut',
        'about'
      ]
      expect(build(platform).roles).toEqual(expect.arrayContaining(expected))
    }
  )

  it.each(['linux', 'win32'] as const)('gives every menu a key of its own on %s', (platform) => {
    const keys = build(platform).template.map((menu) => /&(\w)/.exec(menu.label ?? '')?.[1])
    expect(keys).not.toContain(undefined)
    expect(new Set(keys)).toHaveLength(keys.length)
  })

  it.each(['linux', 'win32'] as const)('gives every item of Help a key of its own on %s', (platform) => {
    const help = build(platform).template.find(({ role }) => role === 'help')
    const items = (help?.submenu ?? []) as MenuItemConstructorOptions[]
    const labels = items.flatMap(({ label }) => label ?? [])
    const keys = labels.map((label) => /&(\w)/.exec(label)?.[1]?.toLowerCase())
    expect(keys).toHaveLength(4)
    expect(keys).not.toContain(undefined)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('has the way to updates in the application menu too on macOS', () => {
    const [first] = build('darwin').template
    expect(first?.submenu).toContainEqual(expect.objectContaining({ label: 'Check for Updates…' }))
    const { actions, click } = build('darwin')
    click('Check for Updates…')
    expect(actions.command.mock.calls).toEqual([['check-updates']])
  })

  it('has the application menu first on macOS, with the settings', () => {
    const [first] = build('darwin').template
    expect(first?.role).toBe('appMenu')
    expect(build('darwin').items.filter((item) => item.label === 'Settings…')).toHaveLength(1)
  })
})

describe('the context menu', () => {
  const editFlags = { canCut: true, canCopy: true, canPaste: false, canSelectAll: true }
  const roles = (given: { isEditable: boolean; selectionText: string }) =>
    contextMenuTemplate({ ...given, editFlags: editFlags as Electron.EditFlags }).map(
      (item) => item.role ?? item.type
    )

  it('edits where one can write', () => {
    expect(roles({ isEditable: true, selectionText: '' })).toEqual([
      'cut',
      'copy',
      'paste',
      'separator',
      'selectAll'
    ])
  })
  it('copies what is selected', () => {
    expect(roles({ isEditable: false, selectionText: 'dana@example.com' })).toEqual(['copy'])
  })
  it('stays away where it could do nothing', () => {
    expect(roles({ isEditable: false, selectionText: '  ' })).toEqual([])
  })
})
