// Which commit the packages are made of, and whether of nothing else.
import { execFileSync } from 'node:child_process'
import { projectRoot } from '../setup/project.mjs'

/**
 * @typedef {object} SourceState
 * @property {string | null} commit null without git, as in an unpacked archive of the sources
 * @property {boolean} dirty whether a file is there that is not the commit's; true where nobody can say
 * @property {string | null} date of the commit, ISO 8601
 */

/** The state of the sources as they lie there now. @returns {SourceState} */
export function sourceState(root = projectRoot) {
  const git = (...args) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    return {
      commit: git('rev-parse', 'HEAD'),
      // each file: a setting of the user's own may hide those that git does not know
      dirty: git('status', '--porcelain', '--untracked-files=all') !== '',
      date: git('log', '-1', '--format=%cI')
    }
  } catch {
    return { commit: null, dirty: true, date: null }
  }
}

/**
 * What packages are made of that were begun in one state and finished in the other.
 * @param {SourceState} before
 * @param {SourceState} after
 * @returns {SourceState}
 */
export function throughout(before, after) {
  return { ...before, dirty: before.dirty || after.dirty || before.commit !== after.commit }
}
