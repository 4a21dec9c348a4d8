/** The part of Electron's powerMonitor that is watched. */
export interface PowerEvents {
  on(event: 'lock-screen' | 'suspend' | 'user-did-resign-active', listener: () => void): unknown
  getSystemIdleState(idleSeconds: number): 'active' | 'idle' | 'locked' | 'unknown'
}

/** Linux tells of no lock by itself and has to be asked; so often, in ms. */
const askMs = 5_000

/**
 * Tells when the agent is away from the machine: who comes back need not be the same, nor on the same call. macOS and Windows
 * tell of a locked screen and a switch of users, every system of sleep.
 */
export function watchAway(power: PowerEvents, platform: NodeJS.Platform, hook: (why: string) => void): void {
  const locked = () => hook('the screen was locked')
  power.on('lock-screen', locked)
  power.on('suspend', () => hook('the machine went to sleep'))
  power.on('user-did-resign-active', () => hook('another user took the machine'))
  if (platform !== 'linux') return
  let was = false
  setInterval(() => {
    const is = power.getSystemIdleState(askMs) === 'locked'
    if (is && !was) locked()
    was = is
  }, askMs).unref()
}
