import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { reportOf } from '../../../src/main/diagnose/in-process'

const report = { text: 'Tessera diagnosis\n', attention: 0 }

/** Plays the process: what it does with its two places, and whether it ends by itself. */
async function played(
  act: (into: string, temporary: string) => Promise<unknown>,
  times?: { withinMs: number }
) {
  let folder = ''
  let killed = 0
  const answer = await reportOf(
    (into, temporary) => {
      folder = dirname(into)
      let end = () => {}
      const ended = new Promise<void>((resolve) => (end = resolve))
      void act(into, temporary).then(end)
      const kill = () => {
        killed++
        end()
      }
      return { ended, kill }
    },
    '0.1.0',
    times
  )
  return { answer, folder, killed }
}

describe('the process that looks at everything', () => {
  it('hands over its report, and what it left is removed', async () => {
    const { answer, folder } = await played(async (into, temporary) => {
      await mkdir(temporary)
      await writeFile(`${temporary}/Cookies`, 'x')
      await writeFile(into, JSON.stringify(report))
    })
    expect(answer).toEqual(report)
    expect(existsSync(folder)).toBe(false)
  })

  it.each([
    ['ends without one', () => Promise.resolve()],
    ['writes something else', (into: string) => writeFile(into, '{"text":1}')],
    ['writes half of it', (into: string) => writeFile(into, '{"text":"Tess')]
  ])('%s: that is the report', async (_, act) => {
    const { answer, folder } = await played(act)
    expect(answer).toMatchObject({
      attention: 1,
      text: expect.stringContaining('could not be started') as string
    })
    expect(existsSync(folder)).toBe(false)
  })

  it('that hangs is killed, and that is the report', async () => {
    const { answer, killed, folder } = await played(() => new Promise(() => undefined), { withinMs: 30 })
    expect(answer).toMatchObject({ attention: 1, text: expect.stringContaining('was stopped') as string })
    expect(killed).toBe(1)
    expect(existsSync(folder)).toBe(false)
  })
})
