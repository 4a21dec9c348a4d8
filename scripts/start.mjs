// npm start [-- arguments of the app]: builds what is stale and opens the app, on a display of its own where there is none.
import { build } from './build.mjs'
import { hasDisplay, withDesktop } from './headless.mjs'
import { run } from './headless/run.mjs'
import { findElectron } from './setup/electron-runtime.mjs'
import { projectRoot } from './setup/project.mjs'
import { appEnvironment, isSmokeRun } from './app-run.mjs'
import { electronSwitches } from './electron-switches.mjs'

const SMOKE_MS = 60_000

const args = process.argv.slice(2)
const smoke = isSmokeRun(args)
try {
  process.exitCode = await start()
} catch (error) {
  console.error(`[start] ${error.message}`)
  process.exitCode = 1
}

async function start() {
  const electron = findElectron()
  if (!electron) throw new Error('There is no Electron here yet: run `node scripts/setup.mjs`')
  if (!build().ok) throw new Error('The build failed: see above')

  const headless = !hasDisplay()
  const { switches, reasons } = electronSwitches({ headless, uid: process.getuid?.() })
  if (headless) console.log('[start] no display: running under Xvfb')
  for (const reason of reasons) console.log(`[start] ${reason}`)
  if (electron.source === 'npm-fallback')
    console.log(`[start] Electron ${electron.version} from npm: for development and tests only`)
  return withDesktop({}, async (env) => {
    const { code, timedOut } = await run(electron.path, [...switches, projectRoot, ...args], {
      cwd: projectRoot,
      // From here the app counts the milliseconds of its ready line.
      env: { ...appEnvironment(env), TESSERA_STARTED_AT: String(Date.now()) },
      ...(smoke && { timeoutMs: SMOKE_MS })
    })
    if (timedOut) throw new Error(`The app was not ready within ${SMOKE_MS / 1000} s and was ended`)
    return code
  })
}
