// Stands in for Electron's own default app, which the Electron from npm lacks:
//   electron [-r module]… [--switches…] path/to/app [arguments…]
// It must be an ES module that awaits the app's entry: Electron then holds back `ready` until the entry has run,
// and protocol.registerSchemesAsPrivileged still comes in time.
import { app } from 'electron/main'
import fs from 'node:fs'
import Module, { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const { target, preloads } = readArguments(process.argv)
if (!target) {
  console.error('usage: electron [-r module] [--switches] path/to/app [arguments]')
  process.exit(1)
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
if (preloads.length > 0) Module._preloadModules(preloads)
describe(target)
try {
  await import(pathToFileURL(createRequire(import.meta.url).resolve(target)).href)
} catch (error) {
  console.error(error)
  process.exit(1)
}

/** Finds the app and the modules to load before it: the app is the first word that is no switch, what follows is its own. */
function readArguments(argv) {
  const preloads = []
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i]
    if (word === '--version' || word === '-v') {
      console.log(`v${process.versions.electron}`)
      process.exit(0)
    }
    if (word === '-r' || word === '--require') preloads.push(argv[++i])
    else if (word.startsWith('--require=')) preloads.push(word.slice('--require='.length))
    else if (!word.startsWith('-')) return { target: path.resolve(word), preloads }
  }
  return { preloads }
}

/** Gives Electron the app's name, version and folder, as if it had been packaged. */
function describe(target) {
  const file = path.join(target, 'package.json')
  if (!fs.existsSync(file)) {
    app.setAppPath(path.dirname(target))
    return
  }
  const { name, productName, version, desktopName } = JSON.parse(fs.readFileSync(file, 'utf8'))
  if (version) app.setVersion(version)
  app.setName(productName ?? name ?? app.getName())
  app.setDesktopName(desktopName ?? `${app.getName()}.desktop`)
  app.setAppPath(target)
}
