/** The most tenants of one bundle. Apart from the schemas, which the window's scripts do without. */
export const mostBundledTenants = 1_000

export const tooManyTenants = `A bundle holds at most ${mostBundledTenants} tenants: choose fewer, and export the others as a second bundle.`
