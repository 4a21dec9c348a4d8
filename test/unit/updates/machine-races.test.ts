import { describe, expect, it, vi } from 'vitest'
import { openMachine, settle, stopped } from './fake-engine'

/** A machine with something ready, and gates to hold what its engine does. */
async function openReady(more: Parameters<typeof openMachine>[0] = {}) {
  const opened = openMachine(more)
  opened.world.offered = '1.1.0'
  await opened.machine.check()
  await settle()
  const look = opened.engine.look.bind(opened.engine)
  return {
    ...opened,
    /** the next looks wait until what it answers is called */
    holdLooks() {
      const { promise, resolve } = gate()
      opened.engine.look = async () => {
        await promise
        return look()
      }
      return resolve
    }
  }
}

function gate() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}

const noUpdate = { error: { kind: 'conflict', reason: 'no-update' } }

describe('"restart" while a look is under way', () => {
  it.each(['signature', 'downgrade'] as const)(
    'installs nothing where it ends with %s, and says that',
    async (why) => {
      const { machine, world, engine, holdLooks } = await openReady()
      const goOn = holdLooks()
      const looking = machine.check()
      await settle()
      const installing = machine.install()
      installing.catch(() => undefined)
      await settle()
      world.lookFails = stopped(why)
      goOn()
      await looking
      await expect(installing).rejects.toMatchObject(noUpdate)
      expect(engine.installNow).not.toHaveBeenCalled()
      expect((await machine.view()).state).toMatchObject({ step: 'failed', why })
    }
  )

  it.each([
    ['takes it back', undefined, 'current'],
    ['finds another one', '1.2.0', 'ready']
  ])('installs nothing where it %s', async (_, offered, step) => {
    const { machine, world, engine, holdLooks } = await openReady()
    const goOn = holdLooks()
    const looking = machine.check()
    await settle()
    const installing = machine.install().catch((error: unknown) => error)
    world.offered = offered
    goOn()
    await looking
    await installing
    await settle()
    expect(engine.installNow).not.toHaveBeenCalled()
    expect((await machine.view()).state).toMatchObject({ step })
  })

  it('installs where it still finds the same', async () => {
    const { machine, engine, holdLooks } = await openReady()
    const goOn = holdLooks()
    const looking = machine.check()
    await settle()
    const installing = machine.install()
    await settle()
    expect(engine.installNow).not.toHaveBeenCalled()
    goOn()
    await Promise.all([looking, installing])
    expect(engine.installNow).toHaveBeenCalledOnce()
  })
})

it('nothing is looked for or fetched while it is put in place', async () => {
  const { machine, world, engine, done } = await openReady()
  const { promise, resolve } = gate()
  world.whileVerifying = () => promise
  const installing = machine.install()
  await settle()
  world.offered = '1.2.0'
  await machine.check()
  await settle()
  resolve()
  await installing
  expect(done).toEqual(['look', 'download 1.1.0', 'install 1.1.0'])
  expect(engine.installNow).toHaveBeenCalledOnce()
})

describe('after the quitting has begun', () => {
  it('a look that ends then starts nothing', async () => {
    const { machine, world, done, holdLooks } = await openReady()
    const goOn = holdLooks()
    const looking = machine.check()
    await settle()
    world.offered = '1.2.0'
    await machine.stop()
    goOn()
    await looking
    await machine.check()
    await settle()
    expect(done.filter((what) => what.startsWith('download'))).toEqual(['download 1.1.0'])
    expect(done.filter((what) => what === 'look')).toHaveLength(2)
  })

  it('"restart" that was still checking the file does nothing more', async () => {
    const { machine, world, engine } = await openReady()
    const { promise, resolve } = gate()
    world.whileVerifying = () => promise
    const installing = machine.install().catch((error: unknown) => error)
    await settle()
    await machine.stop()
    resolve()
    expect(await installing).toMatchObject(noUpdate)
    expect(engine.installNow).not.toHaveBeenCalled()
    // the agent asked for it, and the quitting does it
    expect(engine.installOnQuit).toHaveBeenLastCalledWith(true)
  })
})

describe('"restart" that does not end the app', () => {
  it('is said, and can be tried anew', async () => {
    const { machine, engine } = await openReady({ leaveMs: 20 })
    await machine.install()
    await vi.waitFor(async () =>
      expect((await machine.view()).state).toMatchObject({
        step: 'failed',
        why: 'install',
        version: '1.1.0'
      })
    )
    await machine.check()
    await settle()
    await machine.install()
    expect(engine.installNow).toHaveBeenCalledTimes(2)
    await machine.stop()
  })

  it('is said with what the system’s installer says', async () => {
    const { machine, world, engine } = await openReady({ onQuit: false })
    world.whilePreparing = () => Promise.reject(stopped('install'))
    expect((await machine.install()).state).toMatchObject({
      step: 'failed',
      why: 'install',
      detail: 'a.yml at host: HTTP 404'
    })
    expect(engine.installNow).not.toHaveBeenCalled()
  })

  it('waits where a call comes in while the system’s installer takes it', async () => {
    const { machine, world, engine } = await openReady({ onQuit: false })
    world.whilePreparing = () => void (world.busy = true)
    await expect(machine.install()).rejects.toMatchObject({ error: { reason: 'call-open' } })
    expect(engine.installNow).not.toHaveBeenCalled()
  })
})

describe('whose wish it was', () => {
  it('automatic, then tell: the quitting leaves it, until the agent has asked', async () => {
    const { machine, world, engine } = await openReady()
    world.mode = 'tell'
    expect((await machine.view()).state).toEqual({ step: 'ready', version: '1.1.0', byButton: true })
    await machine.stop()
    expect(engine.installOnQuit).not.toHaveBeenCalledWith(true)
  })

  it('tell: what the agent asked for is installed with the quitting, also where it was on its way already', async () => {
    const { machine, world, done } = openMachine()
    const { promise, resolve } = gate()
    world.offered = '1.1.0'
    world.hold = promise
    await machine.check()
    await settle()
    world.mode = 'tell'
    expect((await machine.install()).state).toMatchObject({ step: 'downloading' })
    resolve()
    await settle()
    expect((await machine.view()).state).toEqual({ step: 'ready', version: '1.1.0' })
    await machine.stop()
    expect(done.at(-1)).toBe('install on quit 1.1.0')
  })

  it('tell: another version is another question', async () => {
    const { machine, world, engine } = await openReady({ mode: 'tell' })
    await machine.install()
    await settle()
    world.offered = '1.2.0'
    world.mode = 'automatic'
    await machine.check()
    await settle()
    world.mode = 'tell'
    await machine.stop()
    expect(engine.installOnQuit).not.toHaveBeenCalledWith(true)
  })

  it('where the system cannot install with the quitting, it is for the button alone', async () => {
    const { machine, engine } = await openReady({ onQuit: false })
    expect((await machine.view()).state).toMatchObject({ step: 'ready', byButton: true })
    await machine.stop()
    expect(engine.installOnQuit).not.toHaveBeenCalledWith(true)
  })
})

it('what failed stays said while it is looked for anew', async () => {
  const { machine, world, views } = openMachine()
  world.lookFails = stopped('signature')
  await machine.check()
  await machine.check()
  await settle()
  const failed = { step: 'failed', why: 'signature', detail: 'a.yml at host: HTTP 404' }
  expect(views.map(({ state }) => state).slice(1)).toEqual([failed, { step: 'checking', failed }, failed])
})
