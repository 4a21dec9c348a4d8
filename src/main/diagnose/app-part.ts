import { existsSync, readFileSync } from 'node:fs'
import type { DiagnosisContext } from './context'
import { fact, type Finding } from './finding'
import { packageKind } from './package-kind'

const flavours = {
  development: 'development',
  release: 'release',
  test: 'for tests, never to be released'
} as const

/** Versions and where this Tessera came from. */
export function lookAtApp(context: DiagnosisContext): Finding[] {
  const { version, build, versions, platform, arch } = context
  return [
    fact('Version', version),
    fact('Flavour', flavours[build.flavour]),
    fact('Package', packageKind({ ...context, read: textOf, exists: existsSync })),
    fact('Program', context.execPath),
    fact(
      'Inside',
      `Electron ${versions['electron']}, Chromium ${versions['chrome']}, Node ${versions['node']}`
    ),
    fact('Built for', `${platform} ${arch}`)
  ]
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').slice(0, 100)
  } catch {
    return undefined
  }
}
