/**
 * What the new version is started with: the switches of this start, ours and Chromium's, so that it opens the same user-data folder.
 * No link and no other word, which belonged to that start alone, and no `--smoke`, which would quit again.
 */
export function restartArguments(argv: readonly string[]): string[] {
  return argv.slice(1).filter((word) => /^--[a-z]/i.test(word) && !/^--smoke(?:=|$)/i.test(word))
}
