import { expect } from 'vitest'
import { type AppError, AppFailure } from '../../../src/shared/errors'
import { createMosaicClient, type MosaicClient } from '../../../src/main/mosaic/client'
import type { ControlAction } from '../../../src/simulator/control'
import { seedStories } from '../../../src/simulator/seed'
import { type Simulator, startSimulator } from '../../../src/simulator/server'

export interface PracticeDesk {
  simulator: Simulator
  client: MosaicClient
  control(action: ControlAction): Promise<unknown>
  /** a second client of the same tenant; closed with the desk */
  clientOf(credentials: { clientId: string; clientSecret: string }): MosaicClient
  stop(): Promise<void>
}

/** The real client against the real simulator over HTTP, with short time-outs. */
export async function startPracticeDesk(): Promise<PracticeDesk> {
  const simulator = await startSimulator({ control: true })
  const clients: MosaicClient[] = []
  const clientOf = ({ clientId, clientSecret }: { clientId: string; clientSecret: string }) => {
    const timeouts = {
      connectMs: 500,
      headersMs: 500,
      bodyMs: 500,
      readDeadlineMs: 900,
      writeMs: 500,
      retryBaseMs: 10
    }
    const client = createMosaicClient({
      origin: simulator.url,
      clientId,
      secret: async () => clientSecret,
      timeouts
    })
    clients.push(client)
    return client
  }
  return {
    simulator,
    client: clientOf(simulator),
    clientOf,
    async control(action) {
      const answer = await fetch(`${simulator.url}/__control`, {
        method: 'POST',
        headers: { 'x-control-token': simulator.controlToken ?? '' },
        body: JSON.stringify(action)
      })
      expect(answer.status).toBe(200)
      return (await answer.json()) as unknown
    },
    async stop() {
      await Promise.all(clients.map((client) => client.close()))
      await simulator.stop()
    }
  }
}

/** The seeded user who shows a story. */
export function userOf(story: (typeof seedStories)[number]['story']): string {
  const found = seedStories.find((one) => one.story === story)
  if (found === undefined) throw new Error(`no seeded user for ${story}`)
  return found.userId
}

/** The error that a promise fails with. */
export async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error
  )
  expect(thrown).toBeInstanceOf(AppFailure)
  return (thrown as AppFailure).error
}
