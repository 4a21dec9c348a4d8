// A person who is not root, made for this run. Their home has a space in its name, as a home may.
import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface OrdinaryUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
  readonly home: string
}

/** Who drives the installed app, and who only has files of it. */
export const testers = ['tessera-tester', 'tessera-bystander'] as const

/** Adds a user whose home is made in `folder`, which everybody may enter afterwards. */
export async function addUser(name: (typeof testers)[number], folder: string): Promise<OrdinaryUser> {
  const home = join(folder, `home of ${name}`)
  await mkdir(dirname(home), { recursive: true })
  execFileSync('chmod', ['755', folder])
  const account = ['--user-group', '--shell', '/bin/sh', '--comment', 'of the test of the package']
  execFileSync('useradd', ['--create-home', '--home-dir', home, ...account, name])
  return findUser(name)
}

/** Throws when there is no such user. */
export function findUser(name: string): OrdinaryUser {
  const entry = spawnSync('getent', ['passwd', name], { encoding: 'utf8' }).stdout.trim().split(':')
  const [, , uid, gid, , home] = entry
  if (home === undefined) throw new Error(`no such user: ${name}`)
  return { name, uid: Number(uid), gid: Number(gid), home }
}

/** Ends whatever still runs as them, then removes the testers, home and all. Answers whether there were any. */
export function removeUsers(): boolean {
  const there = testers.filter((name) => spawnSync('getent', ['passwd', name]).status === 0)
  for (const name of there) {
    for (const pid of processesOf(findUser(name))) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // it has gone
      }
    }
    execFileSync('userdel', ['--remove', '--force', name], { stdio: 'ignore' })
  }
  return there.length > 0
}

/** The command that runs another one as this user, with nothing of our environment. */
export function asUser(
  { uid, gid }: OrdinaryUser,
  env: Record<string, string>,
  command: readonly string[]
): [string, string[]] {
  const who = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  return ['setpriv', [...who, '--', 'env', '-i', ...variables, ...command]]
}

/** The ids of their processes. */
export function processesOf({ uid }: OrdinaryUser): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => statusOf(pid).match(/^Uid:\s+(\d+)/m)?.[1] === String(uid))
    .map(Number)
}

/** What the system says of a process; empty once it has ended. */
export function statusOf(pid: number | string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}
