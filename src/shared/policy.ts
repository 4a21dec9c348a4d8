import { z } from 'zod'
import { deskAction, type DeskAction } from './desk-action'
import { verificationSection } from './policy-verification'
import { updateMode } from './updates'
import { verificationKind } from './verification'

const ids = z.array(z.string().min(1).max(200))

/**
 * The policy file: what agents on this machine may do. Every section and field may be left out and then has its safe default.
 * `docs/policy.schema.json` is made from this by `scripts/schemas.mjs`; what is described here is described there.
 */
export const policyFile = z
  .strictObject({
    $schema: z.string().max(2_000).describe('Where an editor finds this schema.').optional(),
    version: z.literal(1).describe('The version of this format.'),
    actions: z
      .strictObject({
        allowed: z
          .array(deskAction)
          .describe('Only these actions are allowed; all of them where absent, none where empty.')
          .optional()
      })
      .describe('What agents may do at all.')
      .optional(),
    verification: verificationSection.optional(),
    ticket: z
      .strictObject({
        required: z
          .boolean()
          .describe('Nothing is changed without a ticket number.')
          .meta({ default: false })
          .optional(),
        pattern: z
          .string()
          .min(1)
          .max(200)
          .describe(
            'A regular expression (ECMAScript, Unicode mode) that the whole ticket number must match, such as INC[0-9]{7,10}. One that could take too long to match is refused.'
          )
          .meta({ format: 'regex' })
          .optional(),
        example: z
          .string()
          .min(1)
          .max(64)
          .describe('A ticket number to show to agents; it must match the pattern.')
          .optional()
      })
      .describe('The ticket number of a call.')
      .optional(),
    temporaryPassword: z
      .strictObject({
        alphabet: z
          .enum(['readable', 'full'])
          .describe('readable has no look-alikes and can be read aloud; full has all letters and digits.')
          .meta({ default: 'readable' })
          .optional(),
        groups: z
          .number()
          .int()
          .min(4)
          .max(8)
          .describe('Groups of four characters.')
          .meta({ default: 4 })
          .optional(),
        delivery: z
          .enum(['show', 'send'])
          .describe(
            'show: the agent may reveal it. send: agents never see a password or code; only resets are sent.'
          )
          .meta({ default: 'show' })
          .optional()
      })
      .describe('The passwords that Tessera makes.')
      .optional(),
    permanentPasswords: z
      .boolean()
      .describe('Agents may set a password that need not be changed at the first sign-in.')
      .meta({ default: false })
      .optional(),
    privileged: z
      .strictObject({
        groupIds: ids.describe('Members of these Mosaic groups.').optional(),
        userIds: ids.describe('These users.').optional(),
        customData: z
          .array(
            z.strictObject({
              field: z.string().min(1).max(200).describe('The name in the custom data.'),
              equals: z
                .union([z.string().max(200), z.number(), z.boolean()])
                .describe('The value, of the very same type.')
            })
          )
          .describe('Users with one of these values in their Mosaic custom data.')
          .optional()
      })
      .describe('Users who need two verifications of different kinds wherever others need one.')
      .optional(),
    limits: z
      .strictObject({
        changesPerHour: z
          .number()
          .int()
          .min(1)
          .max(10_000)
          .describe('Changes one agent may make in an hour on this machine.')
          .meta({ default: 60 })
          .optional(),
        resetsPerUserPerDay: z
          .number()
          .int()
          .min(1)
          .max(1_000)
          .describe('New passwords, codes and resets one user may get in 24 hours from this machine.')
          .meta({ default: 5 })
          .optional()
      })
      .describe('Brakes.')
      .optional(),
    passwordSettings: z
      .strictObject({
        edit: z
          .boolean()
          .describe(
            'Agents may change the password settings of an application. Where absent: only those of the practice tenant.'
          )
          .optional()
      })
      .describe('The password settings of a tenant’s applications.')
      .optional(),
    bundles: z
      .strictObject({
        trustedKeys: z
          .array(
            z.strictObject({
              name: z.string().min(1).max(80).describe('Whose key it is, for agents to read.'),
              publicKey: z
                .string()
                .regex(/^[A-Za-z0-9+/]{43}=$/)
                .describe(
                  'The 32 bytes of an Ed25519 public key in base64, as “tessera bundle keygen” prints it.'
                )
            })
          )
          .max(50)
          .describe('The keys whose bundles are trusted.')
          .optional(),
        requireSignature: z
          .boolean()
          .describe('A bundle without a good signature of one of these keys is refused.')
          .meta({ default: false })
          .optional(),
        exportSecrets: z
          .boolean()
          .describe('Client secrets may be exported in a bundle, encrypted to a passphrase.')
          .meta({ default: false })
          .optional()
      })
      .describe('Bundles of tenant profiles.')
      .optional(),
    updates: z
      .strictObject({
        mode: updateMode
          .describe(
            'automatic: new versions are downloaded and installed when Tessera quits, on macOS when the agent says so. tell: agents are told and decide. off: the update feed is never asked.'
          )
          .meta({ default: 'automatic' })
          .optional()
      })
      .describe('New versions of Tessera.')
      .optional(),
    links: z
      .strictObject({
        open: z
          .boolean()
          .describe(
            'tessera:// links, such as those of a ticket system, open a search. They never change anything.'
          )
          .meta({ default: true })
          .optional()
      })
      .describe('Links from other programs.')
      .optional(),
    journal: z
      .strictObject({
        sink: z
          .string()
          .max(2_000)
          .describe(
            'Each record of the journal is posted there too, as JSON: HTTPS, or plain HTTP to this computer. Without user name and password.'
          )
          .meta({ format: 'uri', pattern: '^[Hh][Tt][Tt][Pp][Ss]?://' })
          .optional()
      })
      .describe('The record of what was done on this machine.')
      .optional()
  })
  .meta({
    title: 'Policy of Tessera',
    description:
      'What helpdesk agents on this machine may do. Every section and field may be left out and then has its safe default.'
  })

/** The policy with every default filled in. */
export const policy = z.object({
  allowed: z.array(deskAction),
  kinds: z.array(verificationKind),
  lifeMinutes: z.number(),
  byAction: z.record(
    deskAction,
    z.object({ required: z.number(), kinds: z.array(verificationKind), lifeMinutes: z.number() })
  ),
  allowUnverifiedContact: z.boolean(),
  allowRecentlyChanged: z.boolean(),
  ticket: z.object({
    required: z.boolean(),
    pattern: z.string().optional(),
    example: z.string().optional()
  }),
  temporaryPassword: z.object({
    alphabet: z.enum(['readable', 'full']),
    groups: z.number(),
    delivery: z.enum(['show', 'send'])
  }),
  permanentPasswords: z.boolean(),
  privileged: z.object({
    groupIds: z.array(z.string()),
    userIds: z.array(z.string()),
    customData: z.array(
      z.object({ field: z.string(), equals: z.union([z.string(), z.number(), z.boolean()]) })
    )
  }),
  limits: z.object({ changesPerHour: z.number(), resetsPerUserPerDay: z.number() }),
  /** `practice`: those of the practice tenant only */
  passwordSettings: z.enum(['never', 'practice', 'always']),
  bundles: z.object({
    /** `keyId`: what the key is called where its 44 characters are too many (`keyIdOf`) */
    trustedKeys: z.array(z.object({ name: z.string(), publicKey: z.string(), keyId: z.string() })),
    requireSignature: z.boolean(),
    exportSecrets: z.boolean()
  }),
  updates: updateMode,
  /** `tessera://` links are followed */
  links: z.boolean(),
  sink: z.string().optional()
})

/** What screens may know of it. */
export const policyView = z.object({
  /** `managed`: installed by an administrator, read-only */
  source: z.enum(['managed', 'own', 'default']),
  /** where it is or would be read from */
  file: z.string().max(4096),
  /** a managed policy that cannot be read locks every change */
  locked: z.boolean(),
  /** what is wrong with the file, in plain words */
  problem: z.string().max(1_000).optional(),
  policy
})

export type PolicyFile = z.infer<typeof policyFile>
export type Policy = z.infer<typeof policy>
export type PolicyView = z.infer<typeof policyView>

/** Actions that give somebody a new way in: repeated ones for one user are counted and braked. */
export const resetActions: readonly DeskAction[] = ['issue', 'set-password', 'send-reset', 'access-code']
