/** Id of the embedded tenant; no profile may take it. */
export const practiceTenantId = 'practice'
