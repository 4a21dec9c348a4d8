// What root starts for somebody whose data a purge deletes: that person may stop it, and may take it over.
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findCommand } from '../../fakes/keyring/available'
import { put, scratch } from './scratch'

const template = readFileSync(join(import.meta.dirname, '../../../build/linux/after-remove.tpl'), 'utf8')
const uid = 54_321
const removal = 'exec rm -rf -- "$1"'
const tools = ['timeout', 'setsid', 'setpriv', 'script']
const isRoot = process.platform === 'linux' && process.getuid?.() === 0

/** Purges for one person, on a terminal; `instead` runs with that person's rights where the folder would be removed. */
function purge({ instead = removal, limit = 60 } = {}) {
  const folder = scratch({ 'home/.config/Tessera/journal.jsonl': '{}', 'home/said': '' })
  const home = join(folder, 'home')
  mkdirSync(join(home, '.config/Tessera Test'))
  for (const name of ['', '.config', '.config/Tessera', '.config/Tessera/journal.jsonl', 'said'])
    chownSync(join(home, name), uid, uid)
  chmodSync(folder, 0o755)
  put(join(folder, 'bin/getent'), `#!/bin/sh\necho 'x:x:${uid}:${uid}::${home}:/bin/sh'\n`)
  // there is none here, and it would be asked about the one of this machine
  put(join(folder, 'bin/update-desktop-database'), '#!/bin/sh\n')
  for (const name of ['getent', 'update-desktop-database']) chmodSync(join(folder, 'bin', name), 0o755)

  const replaced = template
    .replaceAll('${executable}', 'tessera-of-a-test')
    .replaceAll('${sanitizedProductName}', 'Tessera')
    .replace(removal, () => instead)
    .replace('-s KILL 60', `-s KILL ${limit}`)
  put(join(folder, 'postrm'), replaced)
  const { status, signal } = spawnSync(
    'script',
    ['--quiet', '--return', '--command', `sh '${folder}/postrm' purge`, '/dev/null'],
    {
      env: { PATH: `${folder}/bin:${process.env['PATH']}`, HOME: '/root', A_SECRET: 'of root' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 30_000
    }
  )
  const data = join(home, '.config/Tessera')
  return { status, signal, isThere: existsSync(data), said: readFileSync(join(home, 'said'), 'utf8') }
}

describe.runIf(isRoot && tools.every((name) => findCommand(name)))('the purge of somebody’s data', () => {
  it('removes it', () => {
    expect(template.split(removal)).toHaveLength(2)
    expect(purge()).toMatchObject({ status: 0, isThere: false })
  })

  it('does not wait for what that person stops', () => {
    const stopped = purge({ instead: 'kill -STOP $$', limit: 1 })
    expect(stopped).toMatchObject({ status: 0, signal: null, isThere: true })
  })

  it('leaves nothing of root’s terminal, session or environment in their hands', () => {
    const look =
      'cd "$1/../.." && { readlink /proc/self/fd/*; tty; ps -o tty=,sid=,pid= -p $$; id -u; id -G; env; } >said 2>&1; echo >/dev/tty'
    const { status, said } = purge({ instead: look.replaceAll("'", `'\\''`) })
    expect(status).toBe(0)
    expect(said).toContain('not a tty')
    expect(said).not.toMatch(/\/dev\/(?:pts|tty)|A_SECRET|HOME|postrm|^0$/m)
    // no terminal, and the first of a session of its own
    const [, session, pid] = /^\?\s+(\d+)\s+(\d+)$/m.exec(said) ?? []
    expect(session).toBe(pid)
    expect(session).toMatch(/^\d+$/)
    expect(said).toMatch(new RegExp(`^${uid}\n${uid}$`, 'm'))
  })
})
