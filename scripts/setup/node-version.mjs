// Written for the oldest Node that may meet it: this check must run where nothing else of ours does.

/**
 * Why this Node cannot be used, or undefined. The bounds are those of vite, and the same as `engines` in package.json: from
 * there on Node has `require(esm)`, which the tools rely on.
 */
export function nodeComplaint(version) {
  const [major, minor] = version.split('.').map(Number)
  const fits = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)
  if (fits) return undefined
  return `Node ${version} does not do: Tessera needs 22.12 or newer, or of the 20 line 20.19 or newer`
}
