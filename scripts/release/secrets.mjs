// The secrets of a release come from the environment. What starts other programs either hands them an environment without these
// (`withoutSecrets`), or has taken them out of its own before (`takeSecrets`): a child inherits what is in `process.env`.

/** Everything that is, or may hold, a key, a password or a path to one. */
const SECRET =
  /^(?:TESSERA_GPG_KEY|TESSERA_UPDATE_KEY|NOTARY_KEY|(?:WIN_)?CSC_(?:LINK|KEY_PASSWORD|NAME)|APPLE_\w+|AZURE_\w+)$/

/** @returns {NodeJS.ProcessEnv} `env` without the secrets of a release, for the tools that are called on the way */
export const withoutSecrets = (env) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !SECRET.test(name)))

/**
 * Removes the secrets of a release from `env`, so that no child inherits them.
 * @param {NodeJS.ProcessEnv} env usually `process.env`; changed
 * @returns {NodeJS.ProcessEnv} what was removed
 */
export function takeSecrets(env) {
  const taken = Object.fromEntries(Object.entries(env).filter(([name]) => SECRET.test(name)))
  for (const name of Object.keys(taken)) delete env[name]
  return taken
}

/**
 * Runs `use` with what `takeSecrets` took put back into `env`, and takes it out again.
 * @template T
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.ProcessEnv} secrets
 * @param {() => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function lendSecrets(env, secrets, use) {
  Object.assign(env, secrets)
  try {
    return await use()
  } finally {
    takeSecrets(env)
  }
}

/** A hosted CI hands on a secret that is not set as an empty text. @returns {string | undefined} */
export const given = (env, name) => env[name]?.trim() || undefined
