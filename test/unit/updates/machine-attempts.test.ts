import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openJsonFile } from '../../../src/main/storage/json-file'
import { Attempts, attemptsFile } from '../../../src/main/updates/attempts'
import { fakeAttempts, openMachine, settle } from './fake-engine'

/** One run of the app over the note that runs before have left. */
async function start(attempts = fakeAttempts()) {
  const opened = openMachine({ attempts })
  opened.machine.start()
  const first = (await opened.machine.view()).state
  opened.world.offered = '1.1.0'
  await opened.machine.check()
  await settle()
  return { ...opened, first }
}
const tried = (tries: number) => ({ attempt: { version: '1.1.0', from: '1.0.0', tries } })

it('what the quitting did not put in place is said at the next start, and left to the agent after two tries', async () => {
  const one = await start()
  expect(one.first).toEqual({ step: 'idle' })
  one.engine.installOnQuit.mockImplementation((wanted) => {
    // it is noted before, for nobody is left to tell of it afterwards
    if (wanted) expect(one.attempts.stored).toEqual(tried(1))
  })
  await one.machine.stop()
  expect(one.engine.installOnQuit).toHaveBeenLastCalledWith(true)

  const two = await start(one.attempts)
  expect(two.first).toMatchObject({
    step: 'failed',
    why: 'install',
    version: '1.1.0',
    detail: 'version 1.1.0 was to be installed and was not (tries: 1)'
  })
  expect(two.logged[0]).toBe(
    'update stopped: install: version 1.1.0 was to be installed and was not (tries: 1)'
  )
  expect((await two.machine.view()).state).toEqual({ step: 'ready', version: '1.1.0', tries: 1 })
  await two.machine.stop()
  expect(two.engine.installOnQuit).toHaveBeenLastCalledWith(true)

  const three = await start(one.attempts)
  expect((await three.machine.view()).state).toEqual({
    step: 'ready',
    version: '1.1.0',
    tries: 2,
    byButton: true
  })
  await three.machine.stop()
  expect(three.engine.installOnQuit).not.toHaveBeenCalledWith(true)
  expect(one.attempts.stored).toEqual(tried(2))

  const four = await start(one.attempts)
  await four.machine.install()
  expect(four.engine.installNow).toHaveBeenCalledOnce()
  expect(one.attempts.stored).toEqual(tried(3))
})

it('the note goes once the version is reached, and once another one is offered', async () => {
  const reached = fakeAttempts()
  reached.stored = { attempt: { version: '1.0.0', from: '0.9.0', tries: 2 } }
  expect((await start(reached)).first).toEqual({ step: 'idle' })
  expect(reached.stored).toEqual({})

  const other = fakeAttempts()
  other.stored = { attempt: { version: '1.0.5', from: '1.0.0', tries: 2 } }
  const { machine, engine } = await start(other)
  expect(other.stored).toEqual({})
  await machine.stop()
  expect(engine.installOnQuit).toHaveBeenLastCalledWith(true)
  expect(other.stored).toEqual(tried(1))
})

it('without a note the quitting installs nothing, and the agent’s button does', async () => {
  const { machine, attempts, engine, logged } = await start()
  attempts.isFull = true
  await machine.stop()
  expect(engine.installOnQuit).not.toHaveBeenCalledWith(true)
  expect(logged).toEqual(['update not installed: its note cannot be written'])
  const again = await start(attempts)
  await again.machine.install()
  expect(again.engine.installNow).toHaveBeenCalledOnce()
})

it('is kept in a file of its own', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'tessera-attempts-'))
  try {
    const open = () => openJsonFile({ dir, ...attemptsFile, empty: {} })
    const attempts = new Attempts(await open(), '1.0.0')
    await attempts.keepOnly(undefined)
    expect(readdirSync(dir)).toEqual([])
    await attempts.begin('1.1.0')
    await attempts.begin('1.1.0')
    expect(new Attempts(await open(), '1.0.0').failed).toEqual(tried(2).attempt)
    expect(new Attempts(await open(), '1.1.0').failed).toBeUndefined()
    expect(attempts.triesOf('1.2.0')).toBe(0)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
})
