// Where things are: the clone, and the cache that outlives it.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's root folder, absolute. */
export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Something the person at the keyboard can mend: shown as one message, without a stack. */
export class SetupError extends Error {}

/** One line on stdout, marked as ours. */
export const say = (message) => console.log(`[setup] ${message}`)

/**
 * The folder for downloads that several clones share; it need not exist yet.
 * `TESSERA_CACHE` names it outright, else it is `tessera` in the user's cache folder.
 */
export function cacheFolder(env = process.env) {
  if (env.TESSERA_CACHE) return path.resolve(env.TESSERA_CACHE)
  // A relative XDG_CACHE_HOME is invalid by the XDG specification and to be ignored.
  const xdg = env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME) ? env.XDG_CACHE_HOME : undefined
  return path.join(xdg ?? path.join(env.HOME || os.homedir(), '.cache'), 'tessera')
}

/** Reads a JSON file of the project, named relative to its root. */
export const readProjectJson = (name, root = projectRoot) =>
  JSON.parse(fs.readFileSync(path.join(root, name), 'utf8'))

/** The first folder of PATH (and the two sbin folders that ordinary users lack) that holds `command`, or undefined. */
export function findCommand(command, env = process.env) {
  const folders = [...(env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin'].filter(Boolean)
  return folders.map((folder) => path.join(folder, command)).find((file) => fs.existsSync(file))
}
