import { vi } from 'vitest'
import type { UpdateMode, UpdateView, UpdateWay } from '../../../src/shared/updates'
import { UpdateMachine } from '../../../src/main/updates/machine'
import { UpdateProblem } from '../../../src/main/updates/problem'

/** A machine over an engine that does what `world` says, and tells what was asked of it. */
export function openMachine(more: { way?: UpdateWay; mode?: UpdateMode } = {}) {
  const world = {
    mode: more.mode ?? 'automatic',
    busy: false,
    /** what the next looks find */
    offered: undefined as string | undefined,
    lookFails: undefined as UpdateProblem | undefined,
    downloadFails: undefined as UpdateProblem | undefined,
    verifyFails: undefined as UpdateProblem | undefined,
    /** runs while the file is checked */
    whileVerifying: () => {},
    hold: undefined as Promise<void> | undefined
  }
  const done: string[] = []
  let found: string | undefined
  const engine = {
    async look() {
      done.push('look')
      await Promise.resolve()
      if (world.lookFails) throw world.lookFails
      return (found = world.offered)
    },
    async download(onPercent: (percent: number) => void) {
      done.push(`download ${found}`)
      for (const percent of [0, 10, 10, 60, 100]) onPercent(percent)
      await world.hold
      if (world.downloadFails) throw world.downloadFails
    },
    async verify() {
      await Promise.resolve()
      world.whileVerifying()
      if (world.verifyFails) throw world.verifyFails
    },
    installNow: vi.fn<() => void>(() => void done.push(`install ${found}`)),
    installOnQuit: vi.fn<(wanted: boolean) => void>((wanted) => {
      if (wanted) done.push(`install on quit ${found}`)
    }),
    close: vi.fn<() => Promise<void>>(async () => undefined)
  }
  const load = vi.fn<() => Promise<typeof engine>>(async () => engine)
  const views: UpdateView[] = []
  const logged: string[] = []
  const machine = new UpdateMachine({
    installed: '1.0.0',
    way: more.way ?? 'self',
    mode: async () => world.mode,
    isBusy: () => world.busy,
    onChange: (view) => void views.push(view),
    log: (line) => void logged.push(line),
    engine: load,
    now: () => 1_000,
    random: () => 0
  })
  return { world, done, engine, load, machine, views, logged }
}

/** Lets everything that is under way come to its end. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

export const stopped = (why: UpdateProblem['why']) => new UpdateProblem(why, 'a.yml at host: HTTP 404')
