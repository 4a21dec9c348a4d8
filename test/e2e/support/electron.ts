import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { electronSwitches } from '../../../scripts/electron-switches.mjs'

export const projectRoot = resolve(import.meta.dirname, '../../..')

/** Runs the app without Playwright, as a process of its own, until it ends by itself. */
export async function runToItsEnd(
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const electron = createRequire(import.meta.url)('electron') as unknown as string
  const { switches } = electronSwitches({ headless: true, uid: process.getuid?.() })
  const folder = await mkdtemp(join(tmpdir(), 'tessera-run-'))
  // once the fixture has been used, a script of its own stands before Electron and writes stdout to a file
  const file = join(folder, 'stdout')
  const child = spawn(electron, [...switches, projectRoot, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TESSERA_TEST: '1', TESSERA_TEST_STDOUT: file }
  })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (part) => (said[name] += String(part)))
  const [code] = (await once(child, 'close')) as [number]
  if (existsSync(file)) said.stdout += await readFile(file, 'utf8')
  await rm(folder, { recursive: true })
  return { code, ...said }
}
