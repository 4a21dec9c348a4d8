import { readFileSync } from 'node:fs'
import * as tls from 'node:tls'

/**
 * Every CA to trust when an extra one is configured: naming any replaces Node's default, so that has to be repeated.
 * `extra` is PEM text. Newer Node can say itself what its default is, its own rules for NODE_EXTRA_CA_CERTS included.
 */
export function trustedRoots(extra: string): string[] {
  const node: Newer = tls
  const standard = node.getCACertificates?.('default') ?? [...tls.rootCertificates, ...environmentRoots()]
  return [...standard, extra]
}

/** Node 22.15 and up; not among the types of the older one that this also runs on. */
interface Newer {
  rootCertificates: readonly string[]
  getCACertificates?: (type: 'default') => string[]
}

function environmentRoots(): string[] {
  const file = process.env['NODE_EXTRA_CA_CERTS']
  if (file === undefined || file === '') return []
  try {
    return [readFileSync(file, 'utf8')]
  } catch {
    // Node itself only warns when this file cannot be read
    return []
  }
}
