/** An administrator had a reason; the password stays blocked until somebody lifts that. */
export const blockWords = {
  title: 'The password was blocked by an administrator.',
  todo: 'Find out why it was blocked before you unlock it.'
}
