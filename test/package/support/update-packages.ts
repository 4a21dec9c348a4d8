// Two versions of the packaged app as AppImages, as far as that goes without AppImage's runtime, which mounts a file system: a
// script that starts an unpacked folder with the runtime's variables.
import { createPackageWithOptions, extractAll } from '@electron/asar'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

/** What `npm run dist -- --flavour test` leaves. */
const output = resolve(import.meta.dirname, '../../../dist/test')

export interface UpdatePackages {
  /** holds all that follows */
  folder: string
  /** the AppImage that is started, and replaced; and the same once more, another user's */
  program: string
  otherProgram: string
  /** what the new version takes over */
  userData: string
  env: Record<string, string>
  /** The AppImage of another version, whose files lie ready. A debugger may ask it. */
  appImage(version: string): Promise<Buffer>
  /** what the new version has printed so far, and its process; nothing where it was not started */
  said(): Promise<{ printed: string; pid: number | undefined }>
  remove(): Promise<void>
}

/** Copies the packaged app by hard links: next to nothing is written. */
export async function updatePackages(): Promise<UpdatePackages> {
  const folder = await mkdtemp(join(output, '.updates-'))
  const [said, userData] = [join(folder, 'said'), join(folder, 'user')]
  const [program, otherProgram] = [
    join(folder, 'apps', 'one.AppImage'),
    join(folder, 'other', 'two.AppImage')
  ]

  async function copyApp(name: string): Promise<string> {
    const app = join(folder, name)
    const copied = spawnSync('cp', ['-al', join(output, 'linux-unpacked'), app])
    if (copied.status !== 0) throw new Error(`no packaged app to copy: ${copied.stderr.toString()}`)
    // a deb that was made of the same folder leaves its mark in it
    await rm(join(app, 'resources', 'package-type'), { force: true })
    return app
  }
  const script = (app: string, args: string, before = '') =>
    `#!/bin/sh\nexport APPIMAGE="$(readlink -f "$0")" APPDIR='${app}'\n${before}exec "$APPDIR/tessera-test" ${args}\n`

  const first = await copyApp('first')
  for (const place of [program, otherProgram]) {
    await mkdir(dirname(place))
    await writeFile(place, script(first, '"$@"'), { mode: 0o755 })
  }
  return {
    folder,
    program,
    otherProgram,
    userData,
    env: { XDG_CACHE_HOME: join(folder, 'cache') },
    async appImage(version) {
      const app = await copyApp(version)
      const [archive, source] = [join(app, 'resources', 'app.asar'), join(folder, `source-${version}`)]
      extractAll(archive, source)
      const file = join(source, 'package.json')
      const written = JSON.parse(await readFile(file, 'utf8')) as object
      await writeFile(file, JSON.stringify({ ...written, version }))
      const packed = join(folder, `${version}.asar`)
      await createPackageWithOptions(source, packed, { unpack: '**/*.node' })
      // the linked file is the first version's too
      await rm(archive)
      await copyFile(packed, archive)
      return Buffer.from(script(app, `"$@" >'${said}' 2>&1`, `echo "$$" >'${said}.pid'\n`))
    },
    async said() {
      const read = (name: string) => (existsSync(name) ? readFile(name, 'utf8') : '')
      return { printed: await read(said), pid: Number(await read(`${said}.pid`)) || undefined }
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
