import type { MenuItemConstructorOptions } from 'electron'
import type { EventPayload } from '../../shared/contract'
import { externalLinks } from './external-links'

export interface MenuActions {
  command: (command: EventPayload<'app.menu'>['command']) => void
  openLink: (address: string) => void
}

/** The application menu. `devTools` is true in unpackaged builds only and adds what one needs while building. */
export function menuTemplate(
  given: { platform: NodeJS.Platform; devTools: boolean },
  actions: MenuActions
): MenuItemConstructorOptions[] {
  const mac = given.platform === 'darwin'
  const separator = { type: 'separator' } as const
  const settings: MenuItemConstructorOptions = {
    label: mac ? 'Settings…' : '&Settings…',
    accelerator: 'CmdOrCtrl+,',
    click: () => actions.command('settings')
  }
  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      { label: 'Check for Updates…', click: () => actions.command('check-updates') },
      separator,
      settings,
      separator,
      { role: 'hide' },
      separator,
      { role: 'quit' }
    ]
  }
  const developer: MenuItemConstructorOptions[] = given.devTools
    ? [separator, { role: 'reload' }, { role: 'toggleDevTools' }]
    : []
  return [
    ...(mac ? [appMenu] : []),
    {
      label: '&File',
      submenu: [
        {
          label: '&Find a user',
          accelerator: 'CmdOrCtrl+K',
          // shown only: the page handles the key itself and would otherwise hear it twice
          registerAccelerator: false,
          click: () => actions.command('focus-search')
        },
        {
          label: '&Look Up in All Tenants',
          accelerator: 'CmdOrCtrl+Shift+K',
          registerAccelerator: false,
          click: () => actions.command('look-up-tenants')
        },
        { label: '&Close user', click: () => actions.command('close-user') },
        ...(mac ? [] : [separator, settings, separator, { role: 'quit' } as const])
      ]
    },
    {
      label: '&Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' }
      ]
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...developer
      ]
    },
    {
      role: 'help',
      label: '&Help',
      submenu: [
        { label: '&Practice tenant', click: () => actions.command('practice-tenant') },
        { label: 'Mosaic &documentation', click: () => actions.openLink(externalLinks.mosaicDocumentation) },
        separator,
        { label: 'Check for &updates…', click: () => actions.command('check-updates') },
        { label: '&Licences', click: () => actions.command('licences') },
        ...(mac ? [] : [{ role: 'about' } as const])
      ]
    }
  ]
}
