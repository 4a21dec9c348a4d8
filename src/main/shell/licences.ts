import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Licence } from '../../shared/licences'

/** Where Electron's own licence lies: beside the program, under the one name or the other; macOS keeps it in the resources. */
const electronFiles = (execPath: string, resources: string): string[] => [
  join(dirname(execPath), 'LICENSE.electron.txt'),
  join(dirname(execPath), 'LICENSE'),
  join(resources, 'LICENSE.electron.txt')
]

/**
 * Whose work is in this build, by name: what the build noted beside `folder`, that of the built main process, and Electron.
 * Rejects where the build's list cannot be read.
 */
export async function readLicences(
  folder: string,
  runtime: { electron: string | undefined; execPath: string; resources: string }
): Promise<Licence[]> {
  const noted: unknown = JSON.parse(await readFile(join(folder, '../third-party.json'), 'utf8'))
  if (!Array.isArray(noted)) throw new Error('the list of licences is not a list')
  const electron = {
    name: 'Electron',
    version: runtime.electron ?? '',
    licence: 'MIT',
    text: (await firstOf(electronFiles(runtime.execPath, runtime.resources))) ?? ''
  }
  return [...noted.map(licenceOf), electron].toSorted((one, other) =>
    one.name.localeCompare(other.name, 'en')
  )
}

function licenceOf(noted: Record<'name' | 'version' | 'licence' | 'text', string>): Licence {
  const { name, version, licence, text } = noted
  return { name, version, licence, text }
}

async function firstOf(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => undefined)
    if (text !== undefined) return text
  }
  return undefined
}
