import { config } from 'zod'

// The page's policy refuses code made from text; zod would try, and the refusal would stand in the console. Schemas ask
// when they are made, so this module comes first in a screen that validates.
config({ jitless: true })
