import type { Licence } from '../../shared/licences'

/** Whose work is in this build: written by the packaging beside the built main process. */
export async function readLicences(_folder: string): Promise<Licence[]> {
  return []
}
