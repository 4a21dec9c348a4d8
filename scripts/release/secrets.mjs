// The secrets of a release come from the environment and go nowhere else: not to a child process that does not need them.

/** Everything that is, or may hold, a key, a password or a path to one. */
const SECRET =
  /^(?:TESSERA_GPG_KEY|TESSERA_UPDATE_KEY|(?:WIN_)?CSC_(?:LINK|KEY_PASSWORD|NAME)|APPLE_\w+|AZURE_\w+)$/

/** @returns {NodeJS.ProcessEnv} `env` without the secrets of a release, for the tools that are called on the way */
export const withoutSecrets = (env) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !SECRET.test(name)))

/** A hosted CI hands on a secret that is not set as an empty text. @returns {string | undefined} */
export const given = (env, name) => env[name]?.trim() || undefined
