import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { X509Certificate } from 'node:crypto'
import type { NetworkSettings, NetworkView } from '../../shared/settings'
import { isLoopback } from '../../shared/api-host'
import { AppFailure } from '../../shared/errors'
import type { NetworkRoute, Ways } from '../mosaic/connection'

/** What the operating system says about the ways to an origin, PAC scripts included. */
export type ResolveSystemProxy = (origin: string) => Promise<Ways>

/**
 * The way to an origin by the settings. Fails with `unreachable`/`tls` when the extra CA file cannot be used: without it
 * the certificate would be called untrusted, which it may not be.
 */
export async function routeTo(
  origin: string,
  settings: NetworkSettings,
  system: ResolveSystemProxy
): Promise<NetworkRoute> {
  const { host, hostname, protocol } = new URL(origin)
  const ways: Ways = isLoopback(hostname) ? [{ kind: 'direct' }] : await waysFor(origin, settings, system)
  const file = settings.extraCaFile
  if (file === undefined || protocol === 'http:') return { ways }
  const extraCa = await readCa(file)
  if (extraCa.ok) return { ways, extraCa: extraCa.pem }
  const caFile = { fileName: basename(file), problem: extraCa.problem }
  const detail = `the extra CA file ${caFile.fileName}: ${caFile.problem}`
  throw new AppFailure({ kind: 'unreachable', cause: 'tls', host, caFile, detail })
}

async function waysFor(
  origin: string,
  { proxy }: NetworkSettings,
  system: ResolveSystemProxy
): Promise<Ways> {
  if (proxy.mode === 'none') return [{ kind: 'direct' }]
  if (proxy.mode === 'system') return system(origin)
  return [{ kind: 'http', url: `http://${proxy.host}:${proxy.port}` }]
}

type Ca = { ok: true; pem: string } | { ok: false; problem: string }

/** Reads a PEM file of CA certificates; each must parse. */
export async function readCa(file: string): Promise<Ca> {
  let pem: string
  try {
    pem = await readFile(file, 'utf8')
  } catch {
    return { ok: false, problem: 'The file cannot be read.' }
  }
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  if (blocks.length === 0) return { ok: false, problem: 'The file holds no certificate in PEM form.' }
  try {
    for (const block of blocks) new X509Certificate(block)
  } catch {
    return { ok: false, problem: 'A certificate in the file is damaged.' }
  }
  return { ok: true, pem: blocks.join('\n') }
}

/** The settings as the screen shows them: the file's name and what is wrong with it, never its path. */
export async function viewOf(settings: NetworkSettings): Promise<NetworkView> {
  const file = settings.extraCaFile
  if (file === undefined) return { proxy: settings.proxy }
  const ca = await readCa(file)
  return {
    proxy: settings.proxy,
    extraCa: { fileName: basename(file), ...(!ca.ok && { problem: ca.problem }) }
  }
}
