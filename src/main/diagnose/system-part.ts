import { readFileSync } from 'node:fs'
import { release, version } from 'node:os'
import type { DiagnosisContext } from './context'
import { attention, fact, type Finding } from './finding'

type Env = DiagnosisContext['env']

/** The operating system, its session, and the environment variables that change how connections are made. */
export function lookAtSystem({ platform, arch, env, systemVersion }: DiagnosisContext): Finding[] {
  return [
    fact('Name', systemName(platform, systemVersion)),
    fact('Kernel', `${release()} ${arch}`),
    ...(platform === 'linux'
      ? [
          fact('Session', sessionType(env)),
          fact('Desktop', env['XDG_CURRENT_DESKTOP'] || 'none'),
          fact('Session bus', hasNoBus(env) ? 'none' : 'there is one')
        ]
      : []),
    fact('Language', env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || 'not in the environment'),
    ...environmentFindings(env)
  ]
}

function systemName(platform: NodeJS.Platform, systemVersion: string): string {
  switch (platform) {
    case 'linux':
      return prettyName() ?? 'Linux'
    case 'darwin':
      return `macOS ${systemVersion}`
    case 'win32':
      return `${version()} ${systemVersion}`
    default:
      return version()
  }
}

function prettyName(): string | undefined {
  for (const file of ['/etc/os-release', '/usr/lib/os-release']) {
    try {
      return /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(readFileSync(file, 'utf8').slice(0, 10_000))?.[1]
    } catch {
      // the other one
    }
  }
  return undefined
}

/** As the window would find it; the report itself needs no display. */
export function sessionType(env: Env): string {
  const displays = [env['WAYLAND_DISPLAY'] && 'Wayland', env['DISPLAY'] && 'X11'].filter(Boolean)
  const told = env['XDG_SESSION_TYPE']
  const found = displays.length === 0 ? 'no display' : displays.join(' and ')
  return told ? `${found} (XDG_SESSION_TYPE is ${told})` : found
}

/** Chromium notes by `disabled:` that it was started without a session bus. */
const hasNoBus = (env: Env): boolean => /^(?:disabled:)?$/.test(env['DBUS_SESSION_BUS_ADDRESS'] ?? '')

/** As over ssh: the keychain belongs to a session that this process knows nothing of. */
export const hasNoDesktop = (env: Env): boolean => hasNoBus(env) && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']

/** Node and Chromium obey them; their values may hold a password. */
const telling = [
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
  'NODE_EXTRA_CA_CERTS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR'
]

export function environmentFindings(env: Env): Finding[] {
  const isSet = (name: string) => Boolean(env[name] || env[name.toLowerCase()])
  const set = telling.filter(isSet)
  const findings = [
    fact('Environment', set.length === 0 ? 'nothing of interest is set' : `set: ${set.join(', ')}`)
  ]
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0')
    findings.push(
      attention(
        'TLS checks',
        'NODE_TLS_REJECT_UNAUTHORIZED switches the checks of certificates off; unset it'
      )
    )
  if (isSet('SSLKEYLOGFILE'))
    findings.push(attention('TLS keys', 'SSLKEYLOGFILE has session keys written to a file; unset it'))
  return findings
}
