import { createServer, type AddressInfo, type Socket } from 'node:net'

export interface OutsideServer {
  url: string
  /** connections so far, whether or not anything was asked */
  connections(): number
  stop(): Promise<void>
}

/** A server on loopback that nobody may reach. It counts connections, so that hints and handshakes are seen too. */
export async function startOutsideServer(): Promise<OutsideServer> {
  const open = new Set<Socket>()
  let count = 0
  const server = createServer((socket) => {
    count += 1
    open.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => open.delete(socket))
    socket.end('HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\ncontent-length: 2\r\n\r\nok')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => count,
    stop: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((done) => server.close(done))
    }
  }
}
