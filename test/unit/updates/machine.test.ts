import { describe, expect, it, vi } from 'vitest'
import { updateView } from '../../../src/shared/updates'
import { openMachine, settle, stopped } from './fake-engine'

const steps = (views: { state: { step: string } }[]) => views.map(({ state }) => state.step)

describe('looking', () => {
  it('says current, with the time', async () => {
    const { machine, views } = openMachine()
    expect((await machine.view()).state).toEqual({ step: 'idle' })
    expect(await machine.check()).toEqual({
      installed: '1.0.0',
      way: 'self',
      mode: 'automatic',
      checkedAt: 1_000,
      state: { step: 'current' }
    })
    await settle()
    expect(views.at(-1)?.state).toEqual({ step: 'current' })
  })

  it('automatic: gets what it finds by itself, told in whole percents', async () => {
    const { machine, world, views, done } = openMachine()
    world.offered = '1.1.0'
    await machine.check()
    await settle()
    expect(done).toEqual(['look', 'download 1.1.0'])
    expect((await machine.view()).state).toEqual({ step: 'ready', version: '1.1.0' })
    expect(steps(views).at(-1)).toBe('ready')
    for (const view of views) expect(updateView.parse(view)).toEqual(view)
  })

  it('tell: says what there is, and gets it when asked', async () => {
    const { machine, world, done } = openMachine({ mode: 'tell' })
    world.offered = '1.1.0'
    expect((await machine.check()).state).toEqual({ step: 'available', version: '1.1.0' })
    await settle()
    expect(done).toEqual(['look'])
    expect((await machine.install()).state).toMatchObject({ step: 'downloading', version: '1.1.0' })
    await settle()
    expect((await machine.view()).state).toEqual({ step: 'ready', version: '1.1.0' })
    await machine.install()
    expect(done).toEqual(['look', 'download 1.1.0', 'install 1.1.0'])
  })

  it('outside: only says, also where it is automatic', async () => {
    const { machine, world, done } = openMachine({ way: 'outside' })
    world.offered = '1.1.0'
    expect((await machine.check()).state).toEqual({ step: 'available', version: '1.1.0' })
    await settle()
    await expect(machine.install()).rejects.toMatchObject({
      error: { kind: 'conflict', reason: 'installed-by-others' }
    })
    expect(done).toEqual(['look'])
  })

  it('none: nothing is loaded', async () => {
    const { machine, load } = openMachine({ way: 'none' })
    machine.start()
    expect((await machine.check()).state).toEqual({ step: 'idle' })
    await expect(machine.install()).rejects.toMatchObject({
      error: { kind: 'conflict', reason: 'no-update' }
    })
    await machine.stop()
    expect(load).not.toHaveBeenCalled()
  })

  it('off: refused by the policy, nothing is loaded', async () => {
    const { machine, load } = openMachine({ mode: 'off' })
    const refused = { error: { kind: 'policy-refused', rule: 'updates.mode' } }
    await expect(machine.check()).rejects.toMatchObject(refused)
    await expect(machine.install()).rejects.toMatchObject(refused)
    expect((await machine.view()).mode).toBe('off')
    expect(load).not.toHaveBeenCalled()
  })

  it('two at a time are one', async () => {
    const { machine, done } = openMachine()
    await Promise.all([machine.check(), machine.check()])
    expect(done).toEqual(['look'])
  })
})

describe('what goes wrong', () => {
  it.each(['unreachable', 'signature', 'downgrade'] as const)('a look: %s', async (why) => {
    const { machine, world, logged, done } = openMachine()
    world.lookFails = stopped(why)
    const view = await machine.check()
    expect(view.state).toEqual({ step: 'failed', why, detail: 'a.yml at host: HTTP 404' })
    expect(view.checkedAt).toBeUndefined()
    expect(logged).toEqual([`update stopped: ${why}: a.yml at host: HTTP 404`])
    await expect(machine.install()).rejects.toMatchObject({ error: { reason: 'no-update' } })
    await machine.stop()
    expect(done).toEqual(['look'])
  })

  it.each(['damaged', 'unreachable', 'install'] as const)(
    'a download: %s, and the next look tries anew',
    async (why) => {
      const { machine, world, done } = openMachine()
      world.offered = '1.1.0'
      world.downloadFails = stopped(why)
      await machine.check()
      await settle()
      expect((await machine.view()).state).toMatchObject({ step: 'failed', why, version: '1.1.0' })
      world.downloadFails = undefined
      await machine.check()
      await settle()
      expect((await machine.view()).state).toEqual({ step: 'ready', version: '1.1.0' })
      expect(done).toEqual(['look', 'download 1.1.0', 'look', 'download 1.1.0'])
    }
  )

  it('a file that was changed before the installing', async () => {
    const { machine, world, engine, done } = openMachine()
    world.offered = '1.1.0'
    await machine.check()
    await settle()
    world.verifyFails = stopped('damaged')
    expect((await machine.install()).state).toMatchObject({
      step: 'failed',
      why: 'damaged',
      version: '1.1.0'
    })
    expect(engine.installNow).not.toHaveBeenCalled()
    await machine.stop()
    expect(done.at(-1)).toBe('download 1.1.0')
  })

  it('what lay ready and is gone by the next look is fetched once more', async () => {
    const { machine, world, done } = openMachine()
    world.offered = '1.1.0'
    await machine.check()
    await settle()
    world.verifyFails = stopped('damaged')
    await machine.check()
    world.verifyFails = undefined
    await settle()
    expect((await machine.view()).state).toEqual({ step: 'ready', version: '1.1.0' })
    expect(done).toEqual(['look', 'download 1.1.0', 'look', 'download 1.1.0'])
  })

  it('an engine that cannot be loaded is loaded anew', async () => {
    const { machine, load } = openMachine()
    load.mockRejectedValueOnce(Object.assign(new Error('/home/agent: secret'), { code: 'ENOENT' }))
    expect((await machine.check()).state).toMatchObject({ step: 'failed', detail: 'ENOENT' })
    expect((await machine.check()).state).toEqual({ step: 'current' })
  })

  it('what lies ready stays while the feed is out of reach, and goes where the feed takes it back or is not ours', async () => {
    const { machine, world, engine } = openMachine()
    const ready = async () => {
      world.offered = '1.1.0'
      world.lookFails = undefined
      await machine.check()
      await settle()
      expect((await machine.view()).state).toEqual({ step: 'ready', version: '1.1.0' })
    }
    await ready()
    world.lookFails = stopped('unreachable')
    expect((await machine.check()).state).toEqual({ step: 'ready', version: '1.1.0' })
    world.lookFails = stopped('signature')
    expect((await machine.check()).state).toMatchObject({ step: 'failed', why: 'signature' })
    await ready()
    world.offered = undefined
    expect((await machine.check()).state).toEqual({ step: 'current' })
    expect(engine.installOnQuit).toHaveBeenLastCalledWith(false)
    await machine.stop()
    expect(engine.installOnQuit).not.toHaveBeenCalledWith(true)
  })
})

describe('during a call', () => {
  const refused = { error: { kind: 'conflict', reason: 'call-open' } }

  it('nothing is installed, whatever is there', async () => {
    const { machine, world, engine, done } = openMachine({ mode: 'tell' })
    world.offered = '1.1.0'
    await machine.check()
    world.busy = true
    await expect(machine.install()).rejects.toMatchObject(refused)
    world.busy = false
    await machine.install()
    await settle()
    world.busy = true
    await expect(machine.install()).rejects.toMatchObject(refused)
    // nor with the quitting: starting again is not to take longer than ever
    await machine.stop()
    expect(engine.installNow).not.toHaveBeenCalled()
    expect(done).toEqual(['look', 'download 1.1.0'])
  })

  it('that comes in while the file is checked', async () => {
    const { machine, world, engine } = openMachine()
    world.offered = '1.1.0'
    await machine.check()
    await settle()
    world.whileVerifying = () => void (world.busy = true)
    await expect(machine.install()).rejects.toMatchObject(refused)
    expect(engine.installNow).not.toHaveBeenCalled()
    expect((await machine.view()).state).toEqual({ step: 'ready', version: '1.1.0' })
    world.whileVerifying = () => {}
    world.busy = false
    await machine.install()
    expect(engine.installNow).toHaveBeenCalledOnce()
  })
})

it('the policy forbids it while the file is checked', async () => {
  const { machine, world, engine } = openMachine()
  world.offered = '1.1.0'
  await machine.check()
  await settle()
  world.whileVerifying = () => void (world.mode = 'off')
  await expect(machine.install()).rejects.toMatchObject({
    error: { kind: 'policy-refused', rule: 'updates.mode' }
  })
  expect(engine.installNow).not.toHaveBeenCalled()
  expect((await machine.view()).state).toMatchObject({ step: 'ready', version: '1.1.0' })
})

describe('the quitting', () => {
  it('installs what lies ready', async () => {
    const { machine, world, done, engine } = openMachine()
    world.offered = '1.1.0'
    await machine.check()
    await settle()
    await machine.stop()
    expect(done.at(-1)).toBe('install on quit 1.1.0')
    expect(engine.close).toHaveBeenCalledOnce()
  })

  it('not where the policy says off by then', async () => {
    const { machine, world, engine } = openMachine()
    world.offered = '1.1.0'
    await machine.check()
    await settle()
    world.mode = 'off'
    await machine.stop()
    expect(engine.installOnQuit).not.toHaveBeenCalledWith(true)
  })

  it('not what is on its way', async () => {
    const { machine, world, engine } = openMachine()
    world.offered = '1.1.0'
    world.hold = new Promise(() => {})
    await machine.check()
    await settle()
    expect((await machine.check()).state).toMatchObject({ step: 'downloading', percent: 100 })
    await machine.stop()
    expect(engine.installOnQuit).not.toHaveBeenCalledWith(true)
    expect(engine.close).toHaveBeenCalledOnce()
  })

  it('does not install a second time what "restart" has put in place', async () => {
    const { machine, world, engine } = openMachine()
    world.offered = '1.1.0'
    await machine.check()
    await settle()
    await machine.install()
    await machine.stop()
    expect(engine.installNow).toHaveBeenCalledOnce()
    expect(engine.installOnQuit).not.toHaveBeenCalledWith(true)
  })
})

it('looks by itself as long as the policy allows it', async () => {
  vi.useFakeTimers()
  try {
    const { machine, world, done } = openMachine({ mode: 'off' })
    machine.start()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(done).toEqual([])
    world.mode = 'tell'
    await vi.advanceTimersByTimeAsync(5 * 3_600_000)
    expect(done).toEqual(['look'])
    await machine.stop()
    await vi.advanceTimersByTimeAsync(50 * 3_600_000)
    expect(done).toEqual(['look'])
  } finally {
    vi.useRealTimers()
  }
})
