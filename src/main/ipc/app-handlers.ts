import { viewOf } from '../desk/network'
import type { Handlers } from './handlers'
import type { Services } from './services'

type Names = Exclude<Extract<keyof Handlers, `app.${string}` | `settings.${string}`>, 'app.licences'>

/** The app itself: its state, the clipboard, the network settings. */
export function appHandlers({
  clipboard,
  network,
  notices,
  ready,
  sessions,
  state
}: Services): Pick<Handlers, Names> {
  const saved = async (settings: Parameters<typeof network.save>[0]) => {
    await network.save(settings)
    // Open connections go the old way: the next call opens new ones.
    await sessions.close()
    return viewOf(settings)
  }
  return {
    'app.state': async () => state(),
    'app.ready': async () => {
      ready()
      return null
    },
    'app.dismissNotice': async ({ noticeId }) => {
      notices.dismiss(noticeId)
      return state()
    },
    'app.copy': async ({ text }) => {
      await clipboard.writeText(text)
      return null
    },
    'settings.network': () => viewOf(network.read()),
    'settings.saveProxy': ({ proxy }) => saved({ ...network.read(), proxy }),
    'settings.chooseCa': async () => {
      const file = await network.chooseCaFile()
      return file === undefined ? viewOf(network.read()) : saved({ ...network.read(), extraCaFile: file })
    },
    'settings.clearCa': () => {
      const { extraCaFile: _, ...rest } = network.read()
      return saved(rest)
    }
  }
}
