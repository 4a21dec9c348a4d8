import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request that went through; `dropped` when the app closed the socket before it had its answer. */
export interface Passed {
  method: string
  path: string
  authorization: string | undefined
  body: string
  state: 'open' | 'answered' | 'dropped'
}

export interface Gateway {
  url: string
  passed: Passed[]
  /** changes the JSON of answers on their way back; answers what was given where it has nothing to change */
  rewrite: (path: string, json: unknown) => unknown
  /** the same for their status */
  restatus: (path: string, status: number) => number
  /** what goes on in the place of a request's Authorization: the practice tenant knows no token but its own */
  reauthorize: (authorization: string) => string
  stop(): Promise<void>
}

/** Stands between the app and the practice tenant, records what passes and, on request, changes what comes back. */
export async function startGateway(target: string): Promise<Gateway> {
  const gateway: Omit<Gateway, 'url' | 'stop'> = {
    passed: [],
    rewrite: (_path, json) => json,
    restatus: (_path, status) => status,
    reauthorize: (authorization) => authorization
  }
  const server = createServer(
    (incoming, outgoing) => void pass(incoming, outgoing).catch(() => outgoing.destroy())
  )

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/', headers } = incoming
    const record: Passed = {
      method,
      path: url,
      authorization: headers.authorization,
      body: '',
      state: 'open'
    }
    gateway.passed.push(record)
    const onward = { ...headers, host: new URL(target).host }
    if (onward.authorization !== undefined) onward.authorization = gateway.reauthorize(onward.authorization)
    const upstream = forward(target + url, { method, headers: onward })
    outgoing.on('close', () => {
      record.state = outgoing.writableFinished ? 'answered' : 'dropped'
      upstream.destroy()
    })
    record.body = await textOf(incoming)
    upstream.end(record.body)
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      upstream.on('response', resolve).on('error', reject)
    })
    const changed = change(url, answer, await textOf(answer))
    const length = Buffer.byteLength(changed)
    outgoing.writeHead(gateway.restatus(url, answer.statusCode ?? 502), {
      ...answer.headers,
      'content-length': length
    })
    outgoing.end(changed)
  }

  function change(path: string, { headers }: IncomingMessage, text: string): string {
    if (text === '' || !headers['content-type']?.includes('json')) return text
    return JSON.stringify(gateway.rewrite(path, JSON.parse(text)))
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return Object.assign(gateway, {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      })
  })
}

async function textOf(stream: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}
