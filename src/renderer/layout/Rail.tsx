import { Kbd } from '../components/Kbd'
import { isCovered, type Screen, useDesk } from '../state/desk-store'
import { currentTenant, useAppState } from '../state/queries'
import { OpenPasswords } from '../tracker/OpenPasswords'
import { UpdateLine } from '../updates/UpdateLine'
import classes from './Rail.module.css'

const screens: [Screen, string][] = [
  ['find', 'Find'],
  ['create', 'Create'],
  ['password-settings', 'Password settings'],
  ['journal', 'Journal'],
  ['settings', 'Settings']
]

/** Comes last: with it nothing above moves. */
const practiceScreens: typeof screens = [...screens, ['practice', 'Practice']]

export function Rail() {
  const current = useDesk((desk) => (isCovered(desk) ? undefined : desk.screen))
  const setScreen = useDesk((desk) => desk.setScreen)
  const focusSearch = useDesk((desk) => desk.focusSearch)
  const state = useAppState().data
  const platform = state?.platform
  const isPractice = currentTenant(state)?.environment === 'practice'
  return (
    <nav className="rail" aria-label="Screens">
      {(isPractice ? practiceScreens : screens).map(([screen, name]) => (
        <button
          key={screen}
          type="button"
          className="rail-item"
          aria-current={screen === current ? 'page' : undefined}
          onClick={() => {
            setScreen(screen)
            if (screen === 'find') focusSearch()
          }}
        >
          {name}
          {screen === 'find' && platform && <Kbd>{platform === 'darwin' ? '⌘ K' : 'Ctrl K'}</Kbd>}
        </button>
      ))}
      <div className={classes.foot}>
        {/* above the others, which stay where they are when it comes and goes */}
        <UpdateLine />
        <OpenPasswords />
        {state?.agent && (
          <p className={classes.agent}>
            Signed in as <bdi>{state.agent}</bdi>
          </p>
        )}
      </div>
    </nav>
  )
}
