/** The operating system's name of who is signed in; it throws for users that have no entry of their own. */
export function userName(read: () => { username: string }): string {
  try {
    return read().username
  } catch {
    return 'unknown user'
  }
}
