import type { BuildInfo } from './build-info'
import { linkScheme } from './links'

export interface RegistrationApp {
  setAsDefaultProtocolClient(scheme: string, path?: string, words?: string[]): boolean
  removeAsDefaultProtocolClient(scheme: string, path?: string, words?: string[]): boolean
}

interface RegistrationPlace {
  platform: NodeJS.Platform
  flavour: BuildInfo['flavour']
  /** the program that the system is to start */
  executable: string
}

/**
 * Whether this program makes itself the one that opens `tessera://` links, or takes that back, for the user who runs it. On Linux the
 * package's desktop entry does it, and what is built for tests or run from a checkout never does.
 */
export function linkRegistration(
  { platform, flavour }: Pick<RegistrationPlace, 'platform' | 'flavour'>,
  isAllowed: boolean
): 'register' | 'unregister' | 'leave' {
  if (flavour !== 'release' || (platform !== 'win32' && platform !== 'darwin')) return 'leave'
  return isAllowed ? 'register' : 'unregister'
}

/** Answers what keeps the registration as the policy has it; asks the system only where that has changed since. */
export function linkRegistrar(
  app: RegistrationApp,
  place: RegistrationPlace,
  log: (line: string) => void
): (isAllowed: boolean) => void {
  // `--`: nothing in a link can be a switch, however it got out of its quotation marks
  const command: [path?: string, words?: string[]] =
    place.platform === 'win32' ? [place.executable, ['--']] : []
  let last: boolean | undefined
  return (isAllowed) => {
    if (isAllowed === last) return
    last = isAllowed
    const todo = linkRegistration(place, isAllowed)
    if (todo === 'leave') return
    const done =
      todo === 'register'
        ? app.setAsDefaultProtocolClient(linkScheme, ...command)
        : app.removeAsDefaultProtocolClient(linkScheme, ...command)
    if (!done) log(`links: the system did not ${todo} this program for them`)
  }
}
