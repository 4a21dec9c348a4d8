import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { descriptionName } from '../../../src/main/updates/description'
import { signedBytes } from '../../../src/main/updates/signature'

export interface FeedKey {
  privateKey: KeyObject
  /** raw, 32 bytes */
  raw: Buffer
  /** the same in base64 */
  text: string
}

export function feedKey(): FeedKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url')
  return { privateKey, raw, text: raw.toString('base64') }
}

/** One line of the text that lies beside a description. */
export function signatureLine(key: FeedKey, name: string, content: Uint8Array): string {
  const value = sign(null, signedBytes(name, content), key.privateKey).toString('base64')
  return `ed25519 ${key.text} ${value}\n`
}

/** This machine's description, by whose name a feed is asked. */
export const ownName = descriptionName('linux', process.arch)

export interface Description {
  version: string
  file: string
  content: Buffer
  /** further lines, and others in the place of these */
  more?: string
}

/** A description as electron-builder writes it. */
export function descriptionOf({ version, file, content, more = '' }: Description): Buffer {
  const sha512 = createHash('sha512').update(content).digest('base64')
  return Buffer.from(
    `version: ${version}\nfiles:\n  - url: ${file}\n    sha512: ${sha512}\n    size: ${content.length}\n` +
      `path: ${file}\nsha512: ${sha512}\nreleaseDate: '2026-11-26T10:00:00.000Z'\n${more}`
  )
}

export interface LoopbackFeed {
  url: string
  /** what lies there, by name; a function answers by itself */
  files: Map<string, Buffer | ((response: ServerResponse) => void)>
  /** the paths that were asked for */
  asked: string[]
  /** puts a release there, signed */
  publish(release: Description, key: FeedKey): void
  stop(): Promise<void>
}

/** A feed on this computer, as a static web server has it. */
export async function startFeed(): Promise<LoopbackFeed> {
  const files: LoopbackFeed['files'] = new Map()
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const file = files.get((request.url ?? '').replace(/^\/feed\//, ''))
    if (file === undefined) response.writeHead(404).end('no such file')
    else if (typeof file === 'function') file(response)
    else response.writeHead(200, { 'content-length': file.length }).end(file)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/feed/`,
    files,
    asked,
    publish(release, key) {
      const description = descriptionOf(release)
      files.set(ownName, description)
      files.set(`${ownName}.sig`, Buffer.from(signatureLine(key, ownName, description)))
      files.set(release.file, release.content)
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}
