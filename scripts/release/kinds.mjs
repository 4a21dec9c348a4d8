// What a release consists of, system by system: the kinds of packages, and the description by which the updater hears of them.

/** @type {readonly { name: string, kinds: readonly string[], description: string }[]} */
export const SYSTEMS = [
  { name: 'Linux', kinds: ['deb', 'rpm', 'AppImage', 'tar.gz'], description: 'latest-linux.yml' },
  { name: 'Windows', kinds: ['nsis', 'msi'], description: 'latest.yml' },
  { name: 'macOS', kinds: ['dmg', 'zip'], description: 'latest-mac.yml' }
]

/** @returns {string[]} the descriptions that belong to these artefacts */
export const descriptionsOf = (artefacts) =>
  SYSTEMS.filter(({ kinds }) => artefacts.some(({ kind }) => kinds.includes(kind))).map(
    ({ description }) => description
  )

/**
 * Whether all packages are there: every kind of each system that has one, or exactly those that were asked for.
 * @param {readonly { file: string, kind: string }[]} artefacts
 * @param {readonly string[]} [only] kinds; said by whoever releases
 * @returns {string[]} what is wrong, a sentence each
 */
export function kindProblems(artefacts, only) {
  const has = (kind) => artefacts.some((artefact) => artefact.kind === kind)
  if (only === undefined) {
    return SYSTEMS.filter(({ kinds }) => kinds.some(has)).flatMap(({ name, kinds }) => {
      const missing = kinds.filter((kind) => !has(kind))
      return missing.length === 0
        ? []
        : [
            `The packages for ${name} lack ${missing.join(', ')}: if that is meant, name the kinds that there are with --only.`
          ]
    })
  }
  return [
    ...only.filter((kind) => !has(kind)).map((kind) => `--only names ${kind}, and there is no such package.`),
    ...artefacts
      .filter(({ kind }) => !only.includes(kind))
      .map(({ file, kind }) => `${file} is of the kind ${kind}, which --only does not name.`)
  ]
}
