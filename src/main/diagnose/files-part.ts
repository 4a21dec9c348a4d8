import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { counted } from '../../shared/count'
import { policyFileAt } from '../policy/file'
import { policyFileName } from '../policy/policy-store'
import { attention, fact, type Finding, good, judged } from './finding'
import type { State } from './state'
import type { Stored } from './stored'

/** Where this user's files are and whether each can be used; nothing of what is in them. */
export async function lookAtFiles(userData: string, state: State): Promise<Finding[]> {
  const { profiles, settings, bundles } = state
  const names = await readdir(userData).catch((error: unknown) => error as NodeJS.ErrnoException)
  if (names instanceof Error) {
    const isMissing = names.code === 'ENOENT'
    return [
      isMissing
        ? fact('Folder', `${userData}: not there, Tessera was never started by this user`)
        : attention('Folder', `${userData}: it cannot be read (${names.code ?? 'unknown error'})`)
    ]
  }
  const aside = names.filter((name) => /\.(?:broken|torn)-/.test(name)).length
  return [
    fact('Folder', userData),
    ofStored('tenants.json', profiles),
    ofStored('settings.json', settings),
    ofStored('bundles.json', bundles),
    ...unfinished(bundles),
    await ofOwnPolicy(join(userData, policyFileName)),
    fact(
      'Set aside',
      aside === 0 ? 'nothing' : `${counted(aside, 'copy', 'copies')} of what could not be used before`
    )
  ]
}

function ofStored(label: string, { state, words }: Stored<object>): Finding {
  if (state === 'none') return fact(label, words)
  return judged(label, words, state === 'good')
}

function unfinished({ value }: State['bundles']): Finding[] {
  const left = value?.orphans?.length ?? 0
  return [
    ...(value?.pending === undefined
      ? []
      : [attention('Import', 'one was cut off; the next start finishes it or takes it back')]),
    ...(left === 0
      ? []
      : [fact('Left secrets', `${counted(left, 'entry', 'entries')} of the keychain to delete`)])
  ]
}

async function ofOwnPolicy(path: string): Promise<Finding> {
  const found = await policyFileAt(path)()
  if (found === 'none') return fact('policy.json', 'not there')
  return found.ok ? good('policy.json', 'good, version 1') : attention('policy.json', found.problem)
}
