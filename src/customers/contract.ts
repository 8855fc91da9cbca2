import { z } from 'zod'
import type { EventDefinitions } from '#platform/ledger/contract.ts'

/** Why somebody is thought to be something. `source` says who put it there, `reason` why, in the words of that source. */
export const customerTag = z.object({
  tag: z.string(),
  source: z.enum(['manual', 'business', 'rule']),
  reason: z.string(),
  at: z.string(),
})
export type CustomerTag = z.infer<typeof customerTag>

/** What the business system and the channels told: `phone`, `email`, `city`, `birthday` (YYYY-MM-DD) and the like. */
const attributes = z.record(z.string(), z.string())

/** A customer as the team sees him. In lists `attributes.phone` and `attributes.email` are masked. */
export const customer = z.object({
  id: z.string(),
  name: z.string(),
  /** His id in the company's own systems; null for a visitor nobody vouched for. */
  externalId: z.string().nullable(),
  tier: z.string(),
  language: z.enum(['zh', 'en']),
  verified: z.boolean(),
  elderly: z.boolean(),
  tags: z.array(customerTag),
  /** The colleague who looks after him; routing asks that one first. */
  dedicatedAgentId: z.string().nullable(),
  attributes,
  createdAt: z.string(),
  seenAt: z.string(),
})
export type Customer = z.infer<typeof customer>

export const customerIdentity = z.object({ channel: z.string(), address: z.string(), createdAt: z.string() })
export const customerDetail = customer.extend({ identities: z.array(customerIdentity) })
export type CustomerDetail = z.infer<typeof customerDetail>

/** `tags` replaces the whole list; a tag that stays keeps its source, and its reason unless a new one is given. */
export const customerPatch = z
  .object({
    tags: z
      .array(z.object({ tag: z.string().trim().min(1).max(40), reason: z.string().trim().max(200).optional() }))
      .max(50),
    elderly: z.boolean(),
    language: z.enum(['zh', 'en']),
    dedicatedAgentId: z.string().min(1).max(64).nullable(),
  })
  .partial()
export type CustomerPatch = z.output<typeof customerPatch>

/** What the business system knows of a customer; what is absent stays as it is. `birthday` is YYYY-MM-DD. */
export type BusinessProfile = {
  name?: string
  tier?: string
  language?: 'zh' | 'en'
  phone?: string
  email?: string
  city?: string
  birthday?: string
  memberSince?: string
  /** CNY, two decimals. */
  totalSpent?: string
}

/** From this age on, elderly mode is switched on unless somebody decided otherwise. */
export const ELDERLY_AGE = 65

/** One fact of a customer's history, as the ledger keeps it. */
export const timelineItem = z.object({
  position: z.string(),
  at: z.string(),
  kind: z.string(),
  conversationId: z.string().nullable(),
  actor: z.string(),
  payload: z.record(z.string(), z.unknown()),
})

/** `days` null blocks until it is lifted. The reason is for the team. */
export const blockInput = z.object({
  reason: z.string().trim().min(1).max(200),
  days: z.number().int().min(1).max(365).nullable(),
  addressDays: z
    .union([z.literal(1), z.literal(7), z.literal(30)])
    .nullable()
    .default(null)
    .describe('also keeps out everybody at the network address he last wrote from, for so many days'),
})
export type BlockInput = z.output<typeof blockInput>

/** Kept from writing, by whom and until when; `expiresAt` null: until it is lifted. */
export const customerBlock = z.object({
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  expiresAt: z.string().nullable(),
})
export type Block = z.infer<typeof customerBlock>

/** Where a customer last wrote from, masked, and how many other customers did lately. */
export const lastAddress = z.object({ masked: z.string(), others: z.number() })
export type LastAddress = z.infer<typeof lastAddress>

/** One line of the list of blocks; `masked` is the address of a block by address, else empty. */
export const listedBlock = customerBlock.extend({
  id: z.string(),
  kind: z.enum(['customer', 'address']),
  customerId: z.string(),
  customerName: z.string(),
  masked: z.string(),
})
export type ListedBlock = z.infer<typeof listedBlock>

export const customerEvents = {
  'customer.blocked': {
    payload: z.object({
      customerId: z.string(),
      what: z.enum(['blocked', 'unblocked', 'address-blocked', 'address-unblocked']),
    }),
    topics: () => ['team'],
  },
  'customer.changed': {
    payload: z.object({ customerId: z.string(), fields: z.array(z.string()) }),
    topics: () => ['team'],
  },
  /** A visitor turned out to be a customer; everything of `fromId` is now his. */
  'customer.merged': {
    payload: z.object({ customerId: z.string(), fromId: z.string(), identities: z.number() }),
    topics: (event) => ['team', `customer:${String(event.payload.fromId)}`],
    /** His open chat only has to ask anew who he is. */
    forCustomer: () => ({}),
  },
  /** A merge was taken back. */
  'customer.split': {
    payload: z.object({ customerId: z.string(), fromId: z.string() }),
    topics: (event) => ['team', `customer:${String(event.payload.customerId)}`],
    forCustomer: () => ({}),
  },
} satisfies EventDefinitions
