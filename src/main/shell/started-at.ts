import { readFileSync } from 'node:fs'

// The unit of start times in /proc: 100 on every Linux that Electron runs on.
const TICKS_PER_SECOND = 100

/**
 * When the process began, epoch ms: what the launcher measured (`TESSERA_STARTED_AT`), else what the system says. Linux is
 * asked directly, because `process.getCreationTime` is up to a second off there.
 */
export function startedAt(given: {
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  creationTime: number | null
  now: number
}): number {
  const { env, platform, creationTime, now } = given
  const measured = Number(env['TESSERA_STARTED_AT'])
  if (Number.isFinite(measured) && measured > 0 && measured <= now) return measured
  const told = platform === 'linux' ? linuxStart(now) : creationTime
  return told != null && told <= now ? told : now
}

function linuxStart(now: number): number | undefined {
  try {
    return parseLinuxStart(readFileSync('/proc/self/stat', 'utf8'), readFileSync('/proc/uptime', 'utf8'), now)
  } catch {
    return undefined
  }
}

/** The start in epoch ms from the texts of `/proc/self/stat` and `/proc/uptime`. */
export function parseLinuxStart(stat: string, uptime: string, now: number): number | undefined {
  // the second field is the name in brackets, which may hold anything; the start time is field 22
  const ticks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19])
  const age = Number(uptime.split(' ')[0]) - ticks / TICKS_PER_SECOND
  return Number.isFinite(age) && age >= 0 ? now - age * 1000 : undefined
}
