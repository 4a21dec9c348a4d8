import type { BrowserWindow } from 'electron'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

/** Saves what the window shows as PNG and answers where. Fails when the picture is empty. */
export async function saveScreenshot(window: BrowserWindow, file: string): Promise<string> {
  const image = await window.webContents.capturePage()
  if (image.isEmpty()) throw new Error('The screenshot is empty')
  const target = resolve(file)
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, image.toPNG())
  return target
}
