import fc from 'fast-check'
import { deskAction } from '../../../src/shared/desk-action'
import { verificationKind } from '../../../src/shared/verification'

/** Mostly what belongs there, now and then anything. */
const mostly = <T>(right: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: right, weight: 100 }, { arbitrary: fc.jsonValue({ maxDepth: 2 }), weight: 1 })

const section = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  mostly(fc.record(fields, { requiredKeys: [] }))

const action = fc.constantFrom(...deskAction.options)
const kinds = mostly(fc.array(fc.constantFrom(...verificationKind.options), { maxLength: 8 }))
const lifeMinutes = mostly(fc.integer({ min: 1, max: 120 }))
const rule = section({ required: mostly(fc.integer({ min: 0, max: 2 })), kinds, lifeMinutes })
const words = mostly(fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }))

const nearly = fc.record(
  {
    version: fc.oneof({ arbitrary: fc.constant(1), weight: 20 }, { arbitrary: fc.jsonValue(), weight: 1 }),
    $schema: mostly(fc.webUrl()),
    actions: section({ allowed: mostly(fc.array(action)) }),
    verification: section({
      kinds,
      lifeMinutes,
      byAction: mostly(fc.dictionary(action, rule)),
      allowUnverifiedContact: mostly(fc.boolean()),
      allowRecentlyChanged: mostly(fc.boolean())
    }),
    ticket: section({
      required: mostly(fc.boolean()),
      pattern: mostly(
        fc.oneof(
          { arbitrary: fc.constantFrom('[A-Z]+[0-9]+', '[A-Z0-9-]{4,12}'), weight: 8 },
          { arbitrary: fc.oneof(fc.constantFrom('(a+)+', '('), fc.string()), weight: 1 }
        )
      ),
      example: mostly(fc.constantFrom('INC0012345', 'AB12'))
    }),
    temporaryPassword: section({
      alphabet: mostly(fc.constantFrom('readable', 'full')),
      groups: mostly(fc.integer({ min: 4, max: 8 })),
      delivery: mostly(fc.constantFrom('show', 'send'))
    }),
    permanentPasswords: mostly(fc.boolean()),
    privileged: section({
      groupIds: words,
      userIds: words,
      customData: mostly(
        fc.array(fc.record({ field: fc.string({ minLength: 1 }), equals: mostly(fc.boolean()) }), {
          maxLength: 2
        })
      )
    }),
    limits: section({ changesPerHour: mostly(fc.integer({ min: 1, max: 10_000 })) }),
    passwordSettings: section({ edit: mostly(fc.boolean()) }),
    updates: section({ mode: mostly(fc.constantFrom('automatic', 'tell', 'off')) }),
    links: section({ open: mostly(fc.boolean()) }),
    bundles: section({
      trustedKeys: mostly(
        fc.array(
          fc.record({
            name: fc.string({ minLength: 1, maxLength: 20 }),
            publicKey: fc
              .uint8Array({ minLength: 32, maxLength: 32 })
              .map((key) => Buffer.from(key).toString('base64'))
          }),
          { maxLength: 2 }
        )
      ),
      requireSignature: mostly(fc.boolean()),
      exportSecrets: mostly(fc.boolean())
    }),
    journal: section({ sink: mostly(fc.webUrl({ validSchemes: ['https'] })) })
  },
  { requiredKeys: ['version'] }
)

/** The text of a policy file: a policy, nearly one, any JSON, or none at all. */
export const anyPolicyText: fc.Arbitrary<string> = fc.oneof(
  { arbitrary: nearly.map((content) => JSON.stringify(content)), weight: 8 },
  { arbitrary: fc.json(), weight: 1 },
  { arbitrary: fc.string({ unit: 'binary' }), weight: 1 }
)
