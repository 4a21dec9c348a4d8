import { FuseV1Options } from '@electron/fuses'

/** Every fuse that Electron has; one that a later Electron adds does not compile until it stands here. */
export type Fuses = Record<FuseV1Options, boolean>

/** The fuses of what is released, each with its reason. */
export const releaseFuses: Fuses = {
  // off: the signed program must not run anybody's script (ELECTRON_RUN_AS_NODE)
  [FuseV1Options.RunAsNode]: false,
  // on: the window keeps no cookies, but should it ever, they are not readable on the disk
  [FuseV1Options.EnableCookieEncryption]: true,
  // off: NODE_OPTIONS would load code into main, NODE_EXTRA_CA_CERTS would add a trusted authority
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  // off: a debugger in main reads client secrets and tokens
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // on: a changed app.asar does not start; macOS and Windows check it, Linux does not
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  // on: a planted resources/app would otherwise be run, or be the way round the check
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // off: there is no snapshot of our own
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // off: the page comes by app://; file:// pages get no more than a browser gives them
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // on: undici parses HTTP in WebAssembly; the checks that would replace the handlers are no safer, only slower
  [FuseV1Options.WasmTrapHandlers]: true
}

/** The same but for the inspector, by which end-to-end tests drive the packaged app. */
export const testFuses: Fuses = { ...releaseFuses, [FuseV1Options.EnableNodeCliInspectArguments]: true }

/** Those of the table that a binary knows, by what was read from it; with the pinned Electron that is all of them. */
export const knownFuses = (fuses: Fuses, wire: object): Partial<Fuses> =>
  Object.fromEntries(Object.entries(fuses).filter(([fuse]) => fuse in wire))
