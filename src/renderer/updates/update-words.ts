import type { UpdateFailure, UpdateStep, UpdateView } from '../../shared/updates'

type Failed = Extract<UpdateStep, { step: 'failed' }>
type Ready = Extract<UpdateStep, { step: 'ready' }>

/** Why there is nothing to look for; undefined where there is. */
export function offWords({ way, mode }: UpdateView): string | undefined {
  if (way === 'none') return 'This build does not look for updates.'
  if (mode === 'off') return 'Your organisation’s policy has switched updates off.'
  return undefined
}

/** Where it stands, in plain sentences; undefined for a failure, which is told as one. */
export function stateWords(view: UpdateView): string | undefined {
  const off = offWords(view)
  if (off !== undefined) return off
  const { state, installed } = view
  switch (state.step) {
    case 'idle':
      return 'Tessera has not looked for a newer version since it was started.'
    case 'checking':
      return 'Looking for a newer version…'
    case 'current':
      return `Tessera ${installed} is the newest version offered to this computer.`
    case 'available':
      return availableWords(view, state.version)
    case 'downloading':
      return `Version ${state.version} is being downloaded. You can go on working.`
    case 'ready':
      return readyWords(state)
    case 'failed':
      return undefined
  }
}

function availableWords({ way, mode }: UpdateView, version: string): string {
  if (way === 'outside')
    return `Version ${version} is there. Tessera does not install it here: it comes from whoever looks after this computer, or with the system’s own updates.`
  return mode === 'tell'
    ? `Version ${version} is there. It is downloaded when you ask for it.`
    : `Version ${version} is there. It is downloaded by itself.`
}

function readyWords({ version, byButton, tries }: Ready): string {
  const failed =
    tries === undefined
      ? ''
      : ` It was to be installed before and was not${tries > 1 ? `, ${tries} times` : ''}.`
  const how =
    byButton === true ? 'It is installed by “Restart and update”.' : 'It is installed when Tessera quits.'
  return `Version ${version} is ready.${failed} ${how}`
}

/** True where pressing a button gets what was found. */
export const isOffered = ({ way, mode, state }: UpdateView): boolean =>
  way === 'self' && mode === 'tell' && state.step === 'available'

interface FailureWords {
  title: string
  todo: string
}

const tellSecurity = 'Tell your security team, and copy the technical details for them.'

/** What failed, that the installed version stays, and what to do. */
export function failureWords({ why, version }: Failed, installed: string): FailureWords {
  const it = version === undefined ? 'the new version' : `version ${version}`
  const stays = `Tessera ${installed} stays as it is.`
  const words: Record<UpdateFailure, FailureWords> = {
    unreachable: {
      title:
        version === undefined
          ? 'Update: it could not be found out whether there is a newer version.'
          : `Update: ${it} could not be downloaded.`,
      todo: `${stays} Check the network, the VPN and the proxy, then look again.`
    },
    signature: {
      title: 'Update refused: what the update feed says is not signed with a key that Tessera trusts.',
      todo: `Nothing was installed; ${stays} ${tellSecurity} Install no newer version by hand until they have looked.`
    },
    damaged: {
      title: `Update refused: what was downloaded is not ${it} as it was announced.`,
      todo: `It was thrown away; ${stays} Look again later. If it goes on: ${tellSecurity}`
    },
    // a version that was withdrawn looks like this, and nothing can come of it
    downgrade: {
      title:
        version === undefined
          ? 'Update: the feed offers an older version than this one.'
          : `Update: the feed offers the older version ${version}.`,
      todo: `${stays} Tessera never installs an older version. A newer one may have been withdrawn: if it goes on, ask whoever looks after this computer.`
    },
    install: {
      title: `Update: ${it} could not be put in place.`,
      todo: `${stays} Quit Tessera, start it and look again. If it goes on, ask whoever looks after this computer.`
    }
  }
  return words[why]
}
