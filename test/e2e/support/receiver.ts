import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

/** What the receiver does with a record: the status it answers, or nothing at all. */
export type Receiving = number | 'hang'

/** Where a policy has the journal's records sent to: a real HTTP server on this computer. */
export interface Receiver {
  url: string
  does: Receiving
  /** the texts it took, in the order in which they came */
  taken: string[]
  /** posts that it refused or left without an answer */
  others: number
  /** posts that wait for their answer now */
  waiting(): number
  stop(): Promise<void>
}

/** On a given port, so that one can come back where another was. */
export async function startReceiver(port = 0): Promise<Receiver> {
  let waiting = 0
  const receiver: Receiver = {
    url: '',
    does: 200,
    taken: [],
    others: 0,
    waiting: () => waiting,
    stop: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    }
  }
  const server = createServer((request, response) => void take(request, response).catch(() => undefined))
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const { does } = receiver
    if (does === 'hang') {
      receiver.others++
      waiting++
      response.on('close', () => waiting--)
      return
    }
    if (does < 300) receiver.taken.push(Buffer.concat(chunks).toString('utf8'))
    else receiver.others++
    response.writeHead(does).end()
  }
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/records`
  return receiver
}

/**
 * The journal's lines out of what was posted: each once, in the order in which it first came. A record is its line with the
 * line's hash as last field; that the hash is right is held against it here.
 */
export function linesPosted(texts: readonly string[]): string[] {
  const lines = texts.map((text) => {
    const [, start, hash] = /^(.*),"hash":"([0-9a-f]{64})"\}$/s.exec(text) ?? []
    const line = `${start}}`
    if (createHash('sha256').update(line).digest('hex') !== hash) throw new Error(`a wrong hash: ${text}`)
    return line
  })
  return [...new Set(lines)]
}
