/** The most tenants one look-up across tenants takes. Apart from the schemas, which the window's scripts do without. */
export const mostTenants = 500
