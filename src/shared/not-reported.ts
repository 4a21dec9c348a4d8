/** Stands for a status that Mosaic did not report. */
export const statusUnreported = 'Unknown'

/** Stands for the type of a way to sign in that Mosaic did not report. */
export const unknownType = 'Unknown'
