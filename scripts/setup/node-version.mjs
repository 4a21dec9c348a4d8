// Written for the oldest Node that may meet it: this check must run where nothing else of ours does.

/** Why this Node cannot be used, or undefined. The bounds are those of Node's `require(esm)`, which the tools rely on. */
export function nodeComplaint(version) {
  const [major, minor] = version.split('.').map(Number)
  const fits = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)
  if (fits) return undefined
  return `Node ${version} does not do: Tessera needs Node 20.19 or newer, of the 22 line 22.12 or newer`
}
