// What Mosaic returns about a user is hostile text: markup and script in every field are shown as text and do nothing.
import { expect, test, type Page } from 'playwright/test'
import { days, hours, type SeedUser } from '../../src/simulator/seed-types'
import { addTenant } from './app'
import { startOutsideServer, type OutsideServer } from './outside-server'
import { openDesk, type Desk } from './support/desk'
import { newId } from './support/people'
import { alerts, button, card, cardName, find, goTo, verdict } from './support/screen'
import { passwordDialog } from './support/temporary-password'
import { fillTenant, startNewTenant, testConnection } from './support/tenant-form'

test.describe.configure({ mode: 'default' })

let desk: Desk
let outside: OutsideServer
const happened: string[] = []
test.beforeAll(async () => {
  outside = await startOutsideServer()
  desk = await openDesk()
  desk.page.on('dialog', (dialog) => {
    happened.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  desk.page.on('request', (request) => {
    if (!request.url().startsWith('app://tessera/')) happened.push(`request ${request.url()}`)
  })
  desk.page.on('framenavigated', (frame) => {
    if (frame.url() !== 'app://tessera/index.html') happened.push(`navigation ${frame.url()}`)
  })
})
test.beforeEach(() => desk.reset())
test.afterEach(async () => {
  expect(happened).toEqual([])
  expect(outside.connections()).toBe(0)
  expect(await strangers(desk.page)).toEqual([])
})
test.afterAll(async () => {
  await desk?.close()
  await outside?.stop()
})

/** Whatever a planted text could have made: elements that load or run, handlers, links out, variables of its script. */
const strangers = (page: Page) =>
  page.evaluate(() => {
    const active =
      'script, img, iframe, frame, object, embed, video, audio, link[rel=import], base, form[action], a[href], meta[http-equiv=refresh], marquee, b, i:not([class])'
    const found = [...document.body.querySelectorAll(active)].map((element) =>
      element.outerHTML.slice(0, 200)
    )
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        if (name.startsWith('on') || /^\s*javascript:/i.test(value))
          found.push(`${element.tagName} ${name}=${value}`)
      }
    }
    return 'planted' in window ? [...found, 'script has run'] : found
  })

/** A text for one field: elements, handlers, addresses and quotes to break out of wherever it is put. */
function plant(field: string): string {
  const { url } = outside
  return [
    `<img src="${url}/${field}.png" onerror="window.planted='${field}'">`,
    `"><script src="${url}/${field}.js"></script><svg/onload=window.planted=1>`,
    `javascript:window.planted=1 {{7*7}} \${7*7} <b>${field}</b>`
  ].join('')
}

/** Every text field that the practice tenant can give somebody. */
function hostileUser(email: string): SeedUser {
  return {
    id: newId(),
    name: [plant('first'), plant('last'), plant('middle')],
    email,
    phone: plant('phone'),
    secondaryEmails: [plant('email2')],
    secondaryPhones: [plant('phone2')],
    username: plant('username'),
    externalId: plant('external'),
    created: days(10),
    lastAuth: hours(3),
    language: plant('language'),
    birthday: plant('birthday'),
    address: { city: plant('city') },
    customData: { [plant('key')]: plant('value') },
    customAppData: { note: plant('note') },
    groups: ['vip'],
    password: { changed: days(3), locked: 'for-good', failed: hours(1) },
    passkeys: [{ name: plant('device'), os: plant('os'), browser: plant('browser'), used: hours(4) }],
    smsOtp: hours(5),
    emailOtp: hours(6),
    backendSessions: [hours(1)],
    hostedSessions: [hours(2)]
  }
}

async function addHostile(email = `<b>"x"</b>${newId()}@example.com`): Promise<SeedUser> {
  const user = hostileUser(email)
  await desk.simulator.control({ action: 'add-user', user })
  return user
}

/** Presses a button of the card by key: a click would have to wait until it has stood still for a while. */
const press = (name: string) => button(card(desk.page), name).press('Enter')

test('on the card every field is text, and so are Mosaic’s error messages', async () => {
  const { page, simulator } = desk
  const user = await addHostile()
  await find(page, user.id)
  await expect(cardName(page)).toHaveText(`${user.name?.[0]} ${user.name?.[1]}`)
  await expect(verdict(page)).toContainText('The password is locked')
  const seen = card(page)
  for (const text of [
    user.email,
    user.phone,
    user.secondaryEmails?.[0],
    user.secondaryPhones?.[0],
    user.username,
    user.externalId,
    user.language,
    user.passkeys?.[0]?.name
  ]) {
    await expect(seen.getByText(text ?? '', { exact: true }).first()).toBeVisible()
  }
  await page.getByText('Raw JSON', { exact: true }).click()
  const raw = page.getByRole('region', { name: 'Raw JSON of the user' })
  await expect(raw).toContainText(JSON.stringify(plant('city')))
  await expect(raw).toContainText(JSON.stringify(plant('note')))

  await simulator.control({
    action: 'fault',
    match: { method: 'POST', path: '/unlock$' },
    fault: { kind: 'status', status: 409, shape: 1, message: plant('message') }
  })
  await press('Unlock password')
  await expect(alerts(page)).toContainText('<img src=')
  expect(await strangers(page)).toEqual([])
  await simulator.control({ action: 'clear-faults' })
  await simulator.control({ action: 'fault', match: { method: 'PUT' }, fault: { kind: 'html', status: 200 } })
  await press('Suspend user')
  await button(page.getByRole('dialog'), 'Suspend user').click()
  await expect(alerts(page)).toContainText('It is not known whether')
})

test('what no seed can hold is text too, and what would turn the text around it is neutralised', async () => {
  const { page, gateway, simulator } = desk
  const user = await addHostile()
  gateway.rewrite = (path, json) => {
    if (path.endsWith('/groups'))
      return { result: [{ group_id: 'g1', name: plant('group'), description: plant('description') }] }
    if (path.endsWith('/authenticators'))
      return { result: [{ id: 'a1', type: plant('type'), status: plant('status'), name: plant('name') }] }
    if (path.includes('/sessions')) {
      const [start_time, expiration_time] = [plant('start'), plant('end')]
      return {
        result: [{ session_id: plant('session'), client_id: plant('client'), start_time, expiration_time }]
      }
    }
    if (!path.endsWith(`/users/${user.id}`)) return json
    const { result } = json as { result: object }
    return {
      result: {
        ...result,
        status: plant('state'),
        app_name: plant('app'),
        external_account_id: plant('account')
      }
    }
  }
  await find(page, user.id)
  await expect(verdict(page)).toContainText(plant('state'))
  for (const field of ['group', 'type', 'status', 'name', 'app', 'account'])
    await expect(card(page).getByText(plant(field), { exact: true }).first()).toBeVisible()
  const sessions = card(page).getByRole('region', { name: 'Sessions' })
  await expect(sessions.getByRole('listitem')).toHaveText(['Application session', 'Hosted sign-in session'])
  expect(await sessionsOf(page, user.id)).toEqual(
    ['backend', 'hosted'].map((family) => ({ family, id: plant('session'), clientId: plant('client') }))
  )
  expect(await strangers(page)).toEqual([])

  const id = newId()
  const name: [string, string] = ['Eve\u202e\u2066gpj.exe\u0000', 'Mal\u0007lory\u200f']
  await simulator.control({ action: 'add-user', user: { id, name, created: days(1) } })
  await find(page, id)
  await expect(cardName(page)).toHaveText('Eve\ufffd\ufffdgpj.exe\ufffd Mal\ufffdlory')
})

/** The sessions as the page has them: their ids are for copying, and are not drawn. */
const sessionsOf = (page: Page, userId: string) =>
  page.evaluate(async (userId) => {
    const state = await window.tessera.invoke('app.state', null)
    const tenantId = state.ok ? state.value.currentTenantId : ''
    const answer = await window.tessera.invoke('user.sessions', { tenantId, userId })
    return answer.ok ? answer.value.sessions : []
  }, userId)

/** Makes the token say other things of itself, and the list of applications say these. */
function disguise(claims: object, applications: object[] = []): void {
  const { gateway } = desk
  const real = new Map<string, string>()
  gateway.rewrite = (path, json) => {
    if (path.endsWith('/applications/list')) return { result: applications }
    if (!path.endsWith('/oidc/token')) return json
    const answer = json as { access_token: string }
    const [head = '', payload = '', seal = ''] = answer.access_token.split('.')
    const said = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object
    const other = Buffer.from(JSON.stringify({ ...said, ...claims })).toString('base64url')
    const access_token = [head, other, seal].join('.')
    real.set(`Bearer ${access_token}`, `Bearer ${answer.access_token}`)
    return { ...answer, access_token }
  }
  gateway.restatus = (path, status) => (path.endsWith('/applications/list') ? 200 : status)
  gateway.reauthorize = (authorization) => real.get(authorization) ?? authorization
}

/** Fills in a new profile, tests it, and waits until these texts stand in the result. */
async function testHostile(...texts: string[]): Promise<void> {
  const { page, gateway, simulator } = desk
  const { clientId, clientSecret: secret } = simulator
  await fillTenant(page, { label: 'Hostile', apiHost: gateway.url, clientId, secret })
  await testConnection(page)
  const result = page.getByRole('status', { name: 'Connection test' })
  for (const text of texts) await expect(result.getByText(text, { exact: true })).toBeVisible()
  expect(await strangers(page)).toEqual([])
}

const permissions = ['users:read', 'users:list']

test('the tenant’s own application in the connection test, as the list of applications says it or its token, and in Settings', async () => {
  const { page, gateway, simulator } = desk
  await startNewTenant(page)
  const app_id = 'app<b>"id"</b>'
  disguise({ app_name: undefined, app_id, ts_permissions: permissions }, [
    { app_id, app_name: plant('listed') }
  ])
  await testHostile(plant('listed'), app_id)

  disguise({
    app_name: plant('application'),
    app_id: plant('app-id'),
    ts_permissions: [...permissions, plant('permission')]
  })
  await testHostile(plant('application'), plant('app-id'), plant('permission'))
  const before = await page.evaluate(() => window.tessera.invoke('app.state', null))
  const added = await addTenant(page, { ...simulator, url: gateway.url }, 'Hostile')
  await goTo(page, 'Settings')
  const tenants = page.getByRole('list', { name: 'Tenants' })
  await expect(tenants.getByText(plant('application'), { exact: true })).toBeVisible()
  await page.evaluate(
    async ([added, current]) => {
      await window.tessera.invoke('tenants.remove', { tenantId: added })
      await window.tessera.invoke('tenants.select', { tenantId: current })
    },
    [added, before.ok ? before.value.currentTenantId : ''] as const
  )
})

test('in the list, the questions, the dialogs and the form', async () => {
  const { page, simulator } = desk
  const prefix = `<i>${newId()}`
  const [first, second] = [
    await addHostile(`${prefix}1@example.com`),
    await addHostile(`${prefix}2@example.com`)
  ]
  await find(page, prefix)
  const list = page.getByRole('listbox', { name: 'Matching users' })
  await expect(list.getByRole('option')).toHaveCount(2)
  await expect(list).toContainText(first.email ?? '')
  await expect(list).toContainText(plant('phone'))
  await page.keyboard.press('Enter')
  const name = `${second.name?.[0]} ${second.name?.[1]}`
  await press('Suspend user')
  const asked = page.getByRole('dialog', { name: `Suspend ${name}?` })
  await expect(asked).toContainText(name)
  await button(asked, 'Cancel').click()
  await press('Issue temporary password')
  await expect(passwordDialog(page)).toContainText(name)
  await button(passwordDialog(page), 'Done').click()

  await simulator.control({ action: 'clear-faults' })
  await goTo(page, 'Create')
  const form = page.getByRole('form', { name: 'Create user' })
  await form.getByLabel('External user ID', { exact: true }).fill(plant('external'))
  await form.getByLabel('Username', { exact: true }).fill(plant('username'))
  await button(form, 'Create user').click()
  await expect(page.getByRole('status', { name: 'Outcome' })).toContainText(name)
})

test('the guard sees what it is there to see', async () => {
  const { page } = desk
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.setAttribute('href', 'javascript:planted=1')
    document.body.append(link, document.createElement('img'))
    Object.assign(window, { planted: 1 })
  })
  expect(await strangers(page)).toEqual([
    '<a href="javascript:planted=1"></a>',
    '<img>',
    'A href=javascript:planted=1',
    'script has run'
  ])
  await page.reload()
})
