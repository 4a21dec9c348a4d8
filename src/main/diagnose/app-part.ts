import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { installationOf } from '../updates/way'
import type { DiagnosisContext } from './context'
import { fact, type Finding } from './finding'
import { packageKind } from './package-kind'

const flavours = {
  development: 'development',
  release: 'release',
  test: 'for tests, never to be released'
} as const

type Context = Pick<
  DiagnosisContext,
  'version' | 'build' | 'versions' | 'platform' | 'arch' | 'isPackaged' | 'execPath' | 'resourcesPath' | 'env'
>

/** Versions and where this Tessera came from. */
export function lookAtApp(context: Context): Finding[] {
  const { version, build, versions, platform, arch, resourcesPath } = context
  const installation = installationOf(context)
  const packageType = textOf(join(resourcesPath, 'package-type'))
  return [
    fact('Version', version),
    fact('Flavour', flavours[build.flavour]),
    fact('Package', packageKind({ ...context, installation, packageType })),
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
