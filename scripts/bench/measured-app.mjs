// One start of an Electron app, timed from outside: from the spawn to the lines that it prints.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startHelper } from '../headless/children.mjs'

const START_MS = 30_000
const MARK = /^@@(\S+) (\d+(?:\.\d+)?)$/
const READY = /^(?:Tessera is ready: |@@ready )/

/**
 * Starts `app` with a fresh user-data folder and waits until it says that it is ready.
 * Answers its process id, the milliseconds from the spawn to the ready line, and those of the marks that it printed
 * (`@@name epoch-ms`); `stop()` ends it and everything below it, and removes the folder.
 * @param {{ electron: string, switches: string[], app: string, env: NodeJS.ProcessEnv }} options
 */
export async function startMeasured({ electron, switches, app, env }) {
  const userData = fs.mkdtempSync(path.join(os.tmpdir(), 'tessera-bench-'))
  const clockStart = Date.now()
  const began = performance.now()
  const child = startHelper(electron, [...switches, `--user-data-dir=${userData}`, app], {
    env: { ...env, TESSERA_TEST: '1' },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const stop = async () => {
    await child.stop()
    fs.rmSync(userData, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
  const marks = {}
  /** @type {(line: string) => boolean} whether this line said ready */
  const take = (line) => {
    const mark = MARK.exec(line)
    if (mark) marks[mark[1]] ??= Number(mark[2]) - clockStart
    return READY.test(line)
  }
  try {
    const readyMs = await readyAfter(child, take, began)
    return { pid: child.pid, readyMs, marks, stop }
  } catch (error) {
    await stop()
    throw new Error(`${path.basename(app)} did not get ready: ${error.message}`, { cause: error })
  }
}

function readyAfter(child, take, began) {
  let output = ''
  let rest = ''
  let timer
  return new Promise((resolve, reject) => {
    const fail = (reason) => reject(new Error(`${reason}\n${output}`.trim()))
    timer = setTimeout(() => fail(`no ready line within ${START_MS / 1000} s`), START_MS)
    child.once('error', reject)
    child.once('exit', (code) => fail(`it ended with ${code}`))
    child.stderr.on('data', (part) => (output += part))
    child.stdout.setEncoding('utf8').on('data', (part) => {
      const now = performance.now()
      output += part
      const lines = (rest + part).split('\n')
      rest = lines.pop()
      // all of them: marks may come in the same piece as the ready line
      if (lines.map(take).some(Boolean)) resolve(now - began)
    })
  }).finally(() => clearTimeout(timer))
}
