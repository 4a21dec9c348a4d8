// What of a project the search for Electron looks at: path → content.
const names: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron'
}

/** The executable below the folder of an Electron. */
export const exe = names[process.platform] ?? 'electron'

export const project = { 'package.json': JSON.stringify({ devDependencies: { electron: '45.4.1' } }) }

/** The official Electron as its installer leaves it. */
export const official = {
  'node_modules/electron/path.txt': exe,
  'node_modules/electron/dist/version': '45.4.1',
  [`node_modules/electron/dist/${exe}`]: ''
}
