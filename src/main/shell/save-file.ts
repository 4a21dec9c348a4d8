import { dialog, type BrowserWindow } from 'electron'

/** Asks where to save a file. Answers its path, or undefined when the agent thought better of it. */
export async function chooseSaveFile(
  window: BrowserWindow,
  title: string,
  suggested: string
): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    defaultPath: suggested,
    properties: ['createDirectory', 'showOverwriteConfirmation']
  })
  return canceled || filePath === '' ? undefined : filePath
}
