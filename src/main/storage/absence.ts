import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** A file that is gone for a moment is being replaced: it is missed only at a later look. */
const missedAfterMs = 2_000
/** A folder that is gone may be a volume that is not mounted yet. */
export const folderMissedAfterMs = 10 * 60_000

/**
 * What a file that is not there means: it is perhaps being replaced (`moment`), nothing is known of it, because its folder is not there
 * either (`no-folder`), or somebody took it away (`gone`).
 */
export type Absence = 'moment' | 'no-folder' | 'gone'

/** Follows whether a file that is not there was taken away. */
export interface AbsenceWatch {
  /** it is there */
  present(): void
  /** it is not: what that means by now; never at the first look `gone` */
  missed(): Promise<Absence>
}

/** `uptime`: ms on a clock that nobody sets and that does not jump. */
export function watchAbsence(path: string, uptime: () => number): AbsenceWatch {
  let since: number | undefined
  let withoutFolder = false
  return {
    present: () => {
      since = undefined
    },
    missed: async () => {
      const isFolderThere = await isFolder(dirname(path))
      // each of both has its own time
      if (since === undefined || withoutFolder === isFolderThere) since = uptime()
      withoutFolder = !isFolderThere
      const passed = uptime() - since
      if (isFolderThere) return passed < missedAfterMs ? 'moment' : 'gone'
      return passed < folderMissedAfterMs ? 'no-folder' : 'gone'
    }
  }
}

/** Nothing was put into its folder or taken from it for so long that the file is not being replaced. */
export const isLongGone = (path: string): Promise<boolean> =>
  stat(dirname(path)).then(
    (folder) => folder.isDirectory() && Date.now() - folder.mtimeMs > missedAfterMs,
    () => false
  )

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false
  )
