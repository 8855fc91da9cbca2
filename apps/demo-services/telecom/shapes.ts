// What the operator keeps: lines, broadband accesses, plans and services on top of them.
import { z } from 'zod'

const named = { name: z.string(), nameEn: z.string() }

export const Plan = z.object({
  id: z.string(),
  ...named,
  /** yuan a month */
  price: z.number(),
  dataGb: z.number(),
  minutes: z.number(),
  /** least age, for plans of the elderly */
  fromAge: z.number().optional(),
})
export type Plan = z.infer<typeof Plan>

export const ValueAdded = z.object({
  id: z.string(),
  ...named,
  /** yuan a month, or once for what lasts this month only; 0 is free */
  price: z.number(),
  once: z.boolean(),
})
export type ValueAdded = z.infer<typeof ValueAdded>

export const Line = z.object({
  id: z.string(),
  customerId: z.string(),
  number: z.string(),
  ...named,
  status: z.enum(['active', 'stopped', 'lost']),
  plan: Plan,
  nextPlanId: z.string().nullable(),
  /** yuan; negative is owed */
  balance: z.number(),
  month: z.string(),
  total: z.number(),
  /** what the total is made of, in words */
  detail: z.string(),
  detailEn: z.string(),
  dataUsedGb: z.number(),
  dataTotalGb: z.number(),
  minutesUsed: z.number(),
  minutesTotal: z.number(),
  ownerAge: z.number(),
  joinedAt: z.string(),
  /** the end of what was agreed for a discount */
  contractUntil: z.string().nullable(),
})
export type Line = z.infer<typeof Line>

/** A service that is switched on for a line; listed under the customer. */
export const Subscription = z.object({
  id: z.string(),
  customerId: z.string(),
  lineId: z.string(),
  serviceId: z.string(),
  ...named,
  price: z.number(),
  number: z.string(),
  since: z.string(),
})
export type Subscription = z.infer<typeof Subscription>

export const Broadband = z.object({
  id: z.string(),
  customerId: z.string(),
  ...named,
  phone: z.string(),
  address: z.string(),
  /** what the test of the line says: light at the modem, and what hinders it */
  state: z.enum(['good', 'no_light', 'weak_light', 'outage', 'arrears']),
  /** yuan owed */
  owed: z.number(),
  outageUntil: z.string().nullable(),
  visitId: z.string().nullable(),
  visitAt: z.string().nullable(),
})
export type Broadband = z.infer<typeof Broadband>
