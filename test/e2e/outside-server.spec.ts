// The other specs take no connection to the outside server for proof that nothing got out: here it is shown to see them.
import { connect } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'playwright/test'
import { startOutsideServer, type OutsideServer } from './outside-server'

let outside: OutsideServer
test.beforeEach(async () => (outside = await startOutsideServer()))
test.afterEach(() => outside?.stop())

test('the outside server counts a request', async () => {
  expect(outside.connections()).toBe(0)
  const response = await fetch(outside.url)
  expect(await response.text()).toBe('ok')
  expect(outside.connections()).toBe(1)
})

test('and a connection over which nothing is asked', async () => {
  const socket = connect(Number(new URL(outside.url).port), '127.0.0.1')
  await once(socket, 'connect')
  await expect.poll(outside.connections).toBe(1)
  socket.destroy()
})
