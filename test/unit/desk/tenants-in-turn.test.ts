import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ClientOf } from '../../../src/main/desk/profile-secrets'
import { Tenants } from '../../../src/main/desk/tenants'
import { createSecretStore } from '../../../src/main/keychain/secret-store'
import { applicationsOf } from '../../../src/main/tenants/applications'
import { openProfileStore } from '../../../src/main/tenants/profile-store'
import { AppFailure } from '../../../src/shared/errors'
import type { TenantDraft } from '../../../src/shared/tenant'
import { fakeKeychain, fakeWorkers } from '../keychain/fake-workers'
import { unnoted } from './fake-secrets'

const hosts = ['https://api.transmitsecurity.io', 'https://api.eu.transmitsecurity.io'] as const
const clients = ['client-1', 'client-2'] as const
/** of the further application, which the main one's may be at times: that is refused then */
const otherClients = ['client-2', 'client-3'] as const
const whose = fc.record({ apiHost: fc.constantFrom(...hosts), clientId: fc.constantFrom(...clients) })

const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('save' as const), whose, secret: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('learn' as const), whose }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('further' as const),
      clientId: fc.constantFrom(...otherClients),
      secret: fc.boolean()
    })
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('clear' as const, 'further-clear' as const) })
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('further-remove' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('lock' as const, 'unlock' as const) }) }
)
/** What happens, how long after the act before, and how long each of the keychain's answers takes then. */
const plan = fc.array(fc.record({ act, after: fc.nat(6), slowness: fc.nat(6) }), {
  minLength: 3,
  maxLength: 9
})
type Plan = typeof plan extends fc.Arbitrary<infer Steps> ? Steps : never

const leave = async () => undefined
const drafted = (number: number, of: ClientOf): TenantDraft => ({
  ...of,
  label: `save ${number}`,
  environment: 'production',
  colour: 'green',
  defaultCountry: 'US'
})
const belongsTo = ({ apiHost, clientId }: ClientOf) => `${apiHost} ${clientId}`
const secretOf = (of: ClientOf) => `the secret of ${belongsTo(of)}`
const claimsOf = (of: ClientOf) => ({
  appId: belongsTo(of),
  permissions: [],
  roles: [],
  admin: false,
  expiresAt: 0
})

it('whatever happens while the keychain is slow, the file never goes back and no secret goes astray', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (steps) => {
      const folder = await mkdtemp(join(tmpdir(), 'tessera-in-turn-'))
      try {
        expect(await play(folder, steps)).toEqual([])
      } finally {
        await rm(folder, { recursive: true })
      }
    }),
    { numRuns: 80 }
  )
}, 60_000)

/** Answers what went wrong. */
async function play(folder: string, steps: Plan): Promise<unknown[]> {
  const keychain = fakeKeychain()
  const profiles = await openProfileStore(folder)
  const drafts: TenantDraft[] = []
  const failures: unknown[] = []
  let slowness = 0
  let answered = 0
  let removed = false

  const start = fakeWorkers((request, worker) => {
    check()
    setTimeout(() => keychain.onRequest(request, worker), slowness)
  }).start
  const secrets = createSecretStore({ start, platform: 'linux', installation: 'test' })
  const tenants = new Tenants(profiles, secrets, unnoted)
  const save = async (id: string | undefined, of: ClientOf, secret: string | undefined) => {
    const number = drafts.push(drafted(drafts.length, of)) - 1
    const saved = await tenants.save(id, drafted(number, of), secret, 'keychain', leave)
    answered = Math.max(answered, number)
    return saved
  }

  /** The one further application, made where there is none; its secret is the one of the host that the profile has then. */
  const furtherId = () => profiles.list()[0]?.furtherApplications?.[0]?.id
  const saveFurther = async (clientId: string, withSecret: boolean) => {
    const apiHost = profiles.list()[0]?.apiHost ?? ''
    const secret = withSecret ? secretOf({ apiHost, clientId }) : undefined
    const draft = { name: 'Further', clientId }
    await tenants.saveApplication(tenantId, furtherId(), draft, secret, 'keychain', leave)
  }

  /** What holds at every moment. */
  function check(): void {
    const [profile] = profiles.list()
    if (profile === undefined) return
    const number = Number(profile.label.replace('save ', ''))
    const app = profile.appId ?? belongsTo(profile)
    const used = [profile, ...(profile.furtherApplications ?? [])].map(({ clientId }) => clientId)
    if (removed) failures.push('a removed profile is back')
    if (number < answered) failures.push(`save ${answered} was answered, and the file holds save ${number}`)
    if (belongsTo(profile) !== belongsTo(drafts[number] ?? profile)) failures.push('host or client went back')
    if (app !== belongsTo(profile)) failures.push('the application is another client’s')
    if (new Set(used).size !== used.length) failures.push('two applications have one client')
  }

  async function perform(step: Plan[number]['act']): Promise<void> {
    if (step.do === 'further') await saveFurther(step.clientId, step.secret)
    if (step.do === 'further-clear') await tenants.secrets.clear(tenantId, furtherId() ?? 'none', leave)
    if (step.do === 'further-remove') await tenants.removeApplication(tenantId, furtherId() ?? 'none', leave)
    if (step.do === 'lock') keychain.state = 'locked'
    if (step.do === 'unlock') keychain.state = 'healthy'
    if (step.do === 'clear') await tenants.secrets.clear(tenantId, undefined, leave)
    if (step.do === 'learn') await tenants.learn(tenantId, 'main', step.whose, claimsOf(step.whose))
    if (step.do === 'save') await save(tenantId, step.whose, step.secret ? secretOf(step.whose) : undefined)
    if (step.do === 'remove') {
      await tenants.remove(tenantId, leave)
      removed = true
    }
  }

  const first = { apiHost: hosts[0], clientId: clients[0] }
  const { tenantId } = await save(undefined, first, secretOf(first))
  const running: Promise<void>[] = []
  for (const { act: step, after, slowness: next } of steps) {
    await pause(after)
    slowness = next
    const tried = perform(step).catch((thrown: unknown) => {
      // the keychain is locked, a client is there already, or what is meant was removed before
      if (!(thrown instanceof AppFailure)) failures.push(thrown)
    })
    running.push(tried.then(check))
  }
  await Promise.all(running)

  keychain.state = 'healthy'
  const [profile] = profiles.list()
  const applications = profile === undefined ? [] : applicationsOf(profile)
  for (const { id, clientId, secretStored } of applications) {
    const of = { apiHost: profile?.apiHost ?? '', clientId }
    const secret = await tenants.secretOf(tenantId, id, of).catch(() => undefined)
    if (secret === undefined && secretStored) failures.push(`no secret of ${id} is stored`)
    if (secret !== undefined && secret !== secretOf(of))
      failures.push(`the secret of ${id} is another client’s`)
  }
  const expected = applications.filter(({ secretStored }) => secretStored).length
  const wasLocked = steps.some(({ act: step }) => step.do === 'lock')
  if (!wasLocked && keychain.entries.size !== expected) failures.push('a secret was left behind')
  secrets.stop()
  const onDisk = JSON.parse(await readFile(join(folder, 'tenants.json'), 'utf8')) as { profiles: unknown[] }
  expect(onDisk.profiles).toEqual(profiles.list())
  return failures
}
