import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { directRoute } from '../../../src/main/mosaic/connection'
import { createJsonPoster, type JsonPoster } from '../../../src/main/mosaic/json-poster'

let server: Server
let status = 200
const seen: { url?: string | undefined; headers: Record<string, unknown>; body: string }[] = []
const posters: JsonPoster[] = []

beforeEach(async () => {
  status = 200
  seen.length = 0
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      seen.push({ url: request.url, headers: request.headers, body })
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end('{"ok":true}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  await Promise.all(posters.splice(0).map((poster) => poster.close()))
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

function poster(path: string): JsonPoster {
  const made = createJsonPoster(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    directRoute
  )
  posters.push(made)
  return made
}

it('posts to exactly that address, one after another, with no authorisation of ours', async () => {
  const sink = poster('/records?key=k')
  expect(await sink.post('{"seq":1}')).toBe(200)
  expect(await sink.post('{"seq":2}')).toBe(200)
  expect(seen.map(({ url, body }) => [url, body])).toEqual([
    ['/records?key=k', '{"seq":1}'],
    ['/records?key=k', '{"seq":2}']
  ])
  expect(seen[0]?.headers).toMatchObject({ 'content-type': 'application/json' })
  expect(seen[0]?.headers).not.toHaveProperty('authorization')
})

it.each([302, 403, 500])('answers the status %i and follows nothing', async (answered) => {
  status = answered
  expect(await poster('/').post('{}')).toBe(answered)
  expect(seen).toHaveLength(1)
})

it('fails where nobody answers', async () => {
  const sink = poster('/')
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await expect(sink.post('{}')).rejects.toThrow('no whole answer')
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})

it.each(['http://example.com/', 'ftp://example.com/', 'file:///etc/passwd', 'nothing'])(
  '%s is refused',
  (url) => {
    expect(() => createJsonPoster(url, directRoute)).toThrow('invalid-input')
  }
)
