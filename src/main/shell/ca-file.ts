import { dialog, type BrowserWindow } from 'electron'

/** Asks for the file of an extra certificate authority. Answers its path, or undefined when the agent thought better of it. */
export async function chooseCaFile(window: BrowserWindow): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Choose the CA certificate of your organisation',
    buttonLabel: 'Use this certificate',
    properties: ['openFile'],
    filters: [
      { name: 'Certificates (PEM)', extensions: ['pem', 'crt', 'cer'] },
      { name: 'All files', extensions: ['*'] }
    ]
  })
  return canceled ? undefined : filePaths[0]
}
