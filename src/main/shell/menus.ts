import { Menu, type BrowserWindow } from 'electron'
import { contextMenuTemplate } from './context-menu'
import { menuTemplate, type MenuActions } from './menu'

/** Gives the application its menu and the window its context menu. */
export function installMenus(
  window: BrowserWindow,
  actions: MenuActions,
  options: { devTools: boolean }
): void {
  const template = menuTemplate({ platform: process.platform, devTools: options.devTools }, actions)
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  window.webContents.on('context-menu', (_event, params) => {
    const items = contextMenuTemplate(params)
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window })
  })
}
