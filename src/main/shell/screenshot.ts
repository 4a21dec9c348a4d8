import type { BrowserWindow } from 'electron'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'

const PAUSE_MS = 200
const TRIES = 10

/** Saves what the window shows as PNG and answers where. Fails when the picture is empty. */
export async function saveScreenshot(window: BrowserWindow, file: string): Promise<string> {
  const picture = await pictureAtRest(window)
  const target = resolve(file)
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, picture)
  return target
}

/** What was painted last may still be on its way to the screen: the first picture that stays the same for a moment, as PNG. */
async function pictureAtRest(window: BrowserWindow): Promise<Buffer> {
  let picture: Buffer | undefined
  for (let tries = 0; tries < TRIES; tries += 1) {
    await setTimeout(PAUSE_MS)
    const image = await window.webContents.capturePage()
    if (image.isEmpty()) throw new Error('The screenshot is empty')
    const before = picture
    picture = image.toPNG()
    if (before?.equals(picture)) break
  }
  if (picture === undefined) throw new Error('There is no screenshot')
  return picture
}
