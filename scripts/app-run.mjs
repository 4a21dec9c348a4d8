// What a start of the app by `npm start` takes from its command line and its surroundings.

/** Whether the app was asked to take its picture and quit, as the app itself reads it. */
export const isSmokeRun = (args) => args.some((word) => word === '--smoke' || word.startsWith('--smoke='))

/** The environment of the app: `env` without what would make Electron another program or show another page. */
export function appEnvironment(env) {
  // Left behind by the terminals of Electron-based editors and by electron-vite's own dev command.
  const { ELECTRON_RUN_AS_NODE: _node, ELECTRON_RENDERER_URL: _page, ...rest } = env
  return rest
}
