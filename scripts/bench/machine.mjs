import os from 'node:os'
import { readProjectJson } from '../setup/project.mjs'

/** Where and with what the figures were taken. */
export function describeMachine({ electron, headless, switches }) {
  const cpus = os.cpus()
  return {
    at: new Date().toISOString(),
    tessera: readProjectJson('package.json').version,
    electron: { version: electron.version, source: electron.source },
    node: process.versions.node,
    platform: `${process.platform}-${process.arch} ${os.release()}`,
    cpu: `${cpus.length} × ${cpus[0]?.model.trim() ?? 'unknown'}`,
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    display: headless ? 'Xvfb' : 'real',
    switches
  }
}
