/** The README's pictures: the scene that each shows, and in which colours. All are taken at 1280×800. */
export const pictures = [
  { name: 'find-light', scene: 'card-ana-lopez', scheme: 'light' },
  { name: 'find-dark', scene: 'card-ana-lopez', scheme: 'dark' },
  { name: 'matches', scene: 'find-several', scheme: 'light' },
  { name: 'verify', scene: 'verify-code-sent', scheme: 'light' },
  { name: 'resolve', scene: 'resolve-done', scheme: 'light' },
  { name: 'journal', scene: 'journal-verified', scheme: 'light' },
  { name: 'practice', scene: 'drill', scheme: 'light' },
  { name: 'temporary-password', scene: 'password-revealed', scheme: 'light' },
  { name: 'create', scene: 'create-filled', scheme: 'light' },
  { name: 'password-settings', scene: 'password-settings-read', scheme: 'light' },
  { name: 'tenant', scene: 'tenant-filled', scheme: 'light' }
]
