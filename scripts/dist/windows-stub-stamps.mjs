// node scripts/dist/windows-stub-stamps.mjs <folder>: a time stamp server (RFC 3161) on loopback for the throw-away authority of that
// folder. A process of its own, because whoever signs waits for it. Prints its address, and serves until it is ended.
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { startHelper } from '../headless/children.mjs'
import { firstLine } from '../headless/first-line.mjs'
import { mustRun } from '../release/tool.mjs'

const MOST_BYTES = 1 << 16

/**
 * Runs `use` with the address of a time stamp server that is there for as long.
 * @template T
 * @param {string} folder of the authority
 * @param {(address: string) => T | Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withStamps(folder, use) {
  const server = startHelper(process.execPath, [import.meta.filename, folder], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  try {
    return await use(await firstLine(server, server.stdout, 'The time stamp server'))
  } finally {
    await server.stop()
  }
}

function settings(folder) {
  const file = path.join(folder, 'stamps.cnf')
  const lines = [
    '[tsa]',
    'default_tsa = stamps',
    '[stamps]',
    `serial = ${path.join(folder, 'stamps.serial')}`,
    `signer_cert = ${path.join(folder, 'stamp.pem')}`,
    `signer_key = ${path.join(folder, 'stamp.key')}`,
    `certs = ${path.join(folder, 'root.pem')}`,
    'signer_digest = sha256',
    'ess_cert_id_alg = sha256',
    // of no meaning: for examples
    'default_policy = 1.2.3.4.1',
    'digests = sha256, sha384, sha512'
  ]
  fs.writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}

function serve(folder) {
  const config = settings(folder)
  const server = http.createServer((request, response) => {
    const pieces = []
    let size = 0
    request.on('data', (piece) => {
      size += piece.length
      if (size > MOST_BYTES) request.destroy()
      else pieces.push(piece)
    })
    request.on('end', () => {
      const [query, reply] = [path.join(folder, 'stamps.tsq'), path.join(folder, 'stamps.tsr')]
      fs.writeFileSync(query, Buffer.concat(pieces))
      mustRun('openssl', ['ts', '-reply', '-config', config, '-queryfile', query, '-out', reply])
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(fs.readFileSync(reply))
    })
  })
  server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`))
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  serve(process.argv[2])
