import { seedStories } from '../../../src/simulator/seed'
import type { Story } from '../../../src/simulator/seed-types'
import type { Bench, Reply } from './client'

export const minute = 60_000

/** The seeded user who shows a story. */
export function idOf(story: Story): string {
  const found = seedStories.find((entry) => entry.story === story)
  if (!found) throw new Error(`nobody is seeded as ${story}`)
  return found.userId
}

/** Status and code of an answer that is an error. */
export function refused({ status, body }: Reply): unknown[] {
  return [status, (body as { error_code: unknown }).error_code]
}

interface Seen {
  status: string
  updated_at: number
  last_auth?: string
  email?: { value: string; email_verified: boolean; verified_at?: string }
  phone_number?: { value: string; phone_number_verified: boolean; verified_at?: string }
  identities: { auth_type: string; identifier: string; last_auth_date: string }[]
}

export async function userOf(bench: Bench, userId: string): Promise<Seen> {
  return ((await bench.call('GET', `/v1/users/${userId}`)).body as { result: Seen }).result
}

interface Authenticator {
  id: string
  type: string
  status: string
  last_successful_authentication?: string
  last_failed_authentication?: string
  extra_data?: Record<string, unknown>
}

export async function authenticatorOf(
  bench: Bench,
  userId: string,
  type: string
): Promise<Authenticator | undefined> {
  const { body } = await bench.call('GET', `/v1/users/${userId}/authenticators`)
  return (body as { result: Authenticator[] }).result.find((it) => it.type === type)
}
