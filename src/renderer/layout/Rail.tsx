import { Kbd } from '../components/Kbd'
import { type Screen, useDesk } from '../state/desk-store'
import { useAppState } from '../state/queries'

const screens: [Screen, string][] = [
  ['find', 'Find'],
  ['create', 'Create'],
  ['settings', 'Settings']
]

export function Rail() {
  const current = useDesk((desk) => (desk.tenantForm === undefined ? desk.screen : undefined))
  const setScreen = useDesk((desk) => desk.setScreen)
  const focusSearch = useDesk((desk) => desk.focusSearch)
  const platform = useAppState().data?.platform
  return (
    <nav className="rail" aria-label="Screens">
      {screens.map(([screen, name]) => (
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
    </nav>
  )
}
