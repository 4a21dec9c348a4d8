// A policy file for pictures whose subject is not the verification.
import fs from 'node:fs'
import path from 'node:path'

const actions = ['unlock', 'issue', 'set-password', 'access-code', 'suspend', 'activate']

/** Asks for no verification. */
export function trust(userData) {
  const byAction = Object.fromEntries(actions.map((action) => [action, { required: 0 }]))
  fs.writeFileSync(
    path.join(userData, 'policy.json'),
    JSON.stringify({ version: 1, verification: { byAction } })
  )
}
