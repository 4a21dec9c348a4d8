import { dialog, type BrowserWindow } from 'electron'

/** Asks for a bundle. Answers its path, or undefined when the agent thought better of it. */
export async function chooseBundleFile(window: BrowserWindow): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Choose a bundle of tenant profiles',
    buttonLabel: 'Look at this bundle',
    properties: ['openFile'],
    filters: [
      { name: 'Bundles', extensions: ['json'] },
      { name: 'All files', extensions: ['*'] }
    ]
  })
  return canceled ? undefined : filePaths[0]
}
