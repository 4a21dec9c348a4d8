import { startSimulator, type Simulator, type SimulatorOptions } from '../../../src/simulator/server'
import type { ControlAction } from '../../../src/simulator/control'

export interface Reply {
  status: number
  headers: Headers
  body: unknown
  text: string
}

export type Send = (method: string, path: string, body?: unknown) => Promise<Reply>

/** A practice tenant for one test file, with plain `fetch` to talk to it: nothing of the product's own client. */
export interface Bench {
  simulator: Simulator
  /** Calls below `/cis` with the practice application's token. */
  call: Send
  /** The same with the token of another client. */
  as(client: { clientId: string; clientSecret: string }): Promise<Send>
  /** A request as it stands. */
  raw(path: string, init?: RequestInit): Promise<Reply>
  control(action: ControlAction): Promise<unknown>
}

export async function startBench(options: SimulatorOptions = {}): Promise<Bench> {
  const simulator = await startSimulator({ control: true, ...options })
  const raw = async (path: string, init?: RequestInit): Promise<Reply> => {
    const response = await fetch(simulator.url + path, init)
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: parse(text) }
  }
  const as = async (client: { clientId: string; clientSecret: string }): Promise<Send> => {
    const { body } = await raw('/oidc/token', tokenRequest(client))
    const authorization = `Bearer ${(body as { access_token: string }).access_token}`
    return (method, path, json) =>
      raw(`/cis${path}`, {
        method,
        headers: { authorization, ...(json !== undefined && { 'content-type': 'application/json' }) },
        ...(json !== undefined && { body: JSON.stringify(json) })
      })
  }
  const control = async (action: ControlAction): Promise<unknown> => {
    const reply = await raw('/__control', {
      method: 'POST',
      headers: { 'x-control-token': simulator.controlToken ?? '' },
      body: JSON.stringify(action)
    })
    if (reply.status !== 200) throw new Error(`control answered ${reply.status}: ${reply.text}`)
    return reply.body
  }
  return { simulator, raw, as, control, call: await as(simulator) }
}

export function tokenRequest(client: { clientId: string; clientSecret: string }): RequestInit {
  return {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: client.clientId,
      client_secret: client.clientSecret
    })
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
