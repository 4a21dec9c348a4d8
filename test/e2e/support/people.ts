import { randomBytes } from 'node:crypto'
import { seedStories } from '../../../src/simulator/seed'
import type { SeedUser, Story } from '../../../src/simulator/seed-types'
import { days, hours } from '../../../src/simulator/seed-types'
import type { SimulatorProcess } from '../simulator-process'

/** The id of the first seeded user who shows a story. */
export function userOf(story: Story): string {
  const found = seedStories.find((one) => one.story === story)
  if (found === undefined) throw new Error(`no seeded user for ${story}`)
  return found.userId
}

/** A fresh id in the form of Mosaic's. */
export const newId = (): string => randomBytes(16).toString('base64url').slice(0, 21).replace(/^-/, 'a')

/** What a test may say of somebody; `undefined` takes away what they would have had. */
export type GivenUser = { [Field in keyof SeedUser]?: SeedUser[Field] | undefined }

/** Somebody whose password stays locked until it is unlocked. */
export const lockedForGood = {
  password: { changed: hours(900), locked: 'for-good', failed: hours(1) }
} as const

/** Puts somebody of one's own into the practice tenant, so that no other test meets them; answers the id. */
export async function addUser(simulator: SimulatorProcess, given: GivenUser = {}): Promise<string> {
  const id = given.id ?? newId()
  await simulator.control({ action: 'add-user', user: { created: days(30), ...given, id } as SeedUser })
  return id
}

/** A user with a name, an e-mail address and a password, with which they could sign in. */
export async function addCaller(
  simulator: SimulatorProcess,
  given: GivenUser = {}
): Promise<{ id: string; email: string; name: string }> {
  const mark = newId().slice(0, 8).toLowerCase()
  const email = `caller.${mark}@example.com`
  const id = await addUser(simulator, {
    name: ['Caller', mark],
    email,
    username: `caller-${mark}`,
    lastAuth: days(2),
    password: { changed: days(20) },
    ...given
  })
  return { id, email, name: given.name ? given.name.slice(0, 2).join(' ') : `Caller ${mark}` }
}
