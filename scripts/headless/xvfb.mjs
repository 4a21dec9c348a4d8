// A virtual display that only holders of its cookie can open.
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { startHelper } from './children.mjs'
import { firstLine } from './first-line.mjs'

/**
 * Starts Xvfb on a free display and waits until it takes connections.
 * Answers `{ env, stop }`: the variables that clients need, and how to end it.
 * @param {string} folder a private folder for the cookie
 */
export async function startXvfb(folder) {
  const cookies = path.join(folder, 'Xauthority')
  fs.writeFileSync(cookies, cookieFile(randomBytes(16)), { mode: 0o600 })
  // -displayfd: the server picks the number itself, so several can start at once, and writes it when it is ready
  // -s 0: else its screen saver starts after ten minutes without a key, and apps take the screen for locked
  // -noreset: else it starts anew when its last client has gone, and turns away one that comes at that moment
  const args = [
    '-displayfd',
    '3',
    '-s',
    '0',
    '-noreset',
    '-screen',
    '0',
    '1440x1000x24',
    '-nolisten',
    'tcp',
    '-auth',
    cookies
  ]
  const child = startHelper('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] })
  const number = await firstLine(child, child.stdio[3], 'Xvfb')
  return { env: { DISPLAY: `:${number}`, XAUTHORITY: cookies }, stop: child.stop }
}

/** An Xauthority file with one MIT-MAGIC-COOKIE-1 for any host and display: family "wild", two empty names. */
function cookieFile(cookie) {
  const counted = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes])
  const wild = Buffer.from([0xff, 0xff])
  const none = counted(Buffer.alloc(0))
  return Buffer.concat([wild, none, none, counted(Buffer.from('MIT-MAGIC-COOKIE-1')), counted(cookie)])
}
