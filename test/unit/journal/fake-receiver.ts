import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

/** What the receiver does with a record: the status it answers, `hang` for never, `cut` for a dead connection. */
export type Answer = number | 'hang' | 'cut'

export interface Receiver {
  url: string
  /** the records it took, in the order they came */
  taken: Record<string, unknown>[]
  /** the texts of them */
  texts: string[]
  /** all that were posted, with what was answered */
  posted: { seq: unknown; answer: Answer }[]
  close(): Promise<void>
}

/** A real HTTP server on loopback. */
export async function startReceiver(answer: (nth: number, seq: unknown) => Answer): Promise<Receiver> {
  const taken: Record<string, unknown>[] = []
  const texts: string[] = []
  const posted: Receiver['posted'] = []
  const server = createServer((request, response) => void handle(request, response))

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = ''
    for await (const chunk of request.setEncoding('utf8')) text += String(chunk)
    const record = JSON.parse(text) as Record<string, unknown>
    const given = answer(posted.length + 1, record['seq'])
    posted.push({ seq: record['seq'], answer: given })
    if (given === 'hang') return
    if (given === 'cut') {
      request.socket.destroy()
      return
    }
    if (given >= 200 && given < 300) {
      taken.push(record)
      texts.push(text)
    }
    response.writeHead(given).end()
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/records?key=s3cret`,
    taken,
    texts,
    posted,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
}
