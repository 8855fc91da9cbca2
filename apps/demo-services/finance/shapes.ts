import { z } from 'zod'

const day = z.string().describe('YYYY-MM-DD, in China')
const money = z.number().describe('CNY')

export const Card = z.object({
  id: z.string(),
  customerId: z.string(),
  kind: z.enum(['credit', 'debit']),
  name: z.string(),
  nameEn: z.string(),
  last4: z.string(),
  status: z.enum(['active', 'inactive', 'activating', 'lost', 'overdue']),
  issuedOn: day,
  /** debit cards */
  balance: money,
  /** credit cards: what is still to be paid of the statement, and how much of it at least */
  owed: money,
  least: money,
  dueOn: day.nullable(),
  limit: money,
  limitUntil: day.nullable(),
  instalmentId: z.string().nullable(),
})
export type Card = z.infer<typeof Card>

/** What the bank knows of a customer; the level of risk runs from 1 (careful) to 5. */
export type Profile = { id: string; age: number; level: number | null; assessedAt: string | null }

export const Payee = z.object({
  id: z.string(),
  customerId: z.string(),
  name: z.string(),
  nameEn: z.string(),
  bank: z.string(),
  bankEn: z.string(),
  last4: z.string(),
})
export type Payee = z.infer<typeof Payee>

export const Loan = z.object({
  id: z.string(),
  customerId: z.string(),
  name: z.string(),
  nameEn: z.string(),
  left: money,
  monthsLeft: z.number().int(),
  rate: z.number().describe('per cent a year, simple'),
  nextOn: day,
})
export type Loan = z.infer<typeof Loan>

export const Product = z.object({
  id: z.string(),
  name: z.string(),
  nameEn: z.string(),
  risk: z.enum(['R1', 'R2', 'R3', 'R4', 'R5']),
  term: z.string(),
  termEn: z.string(),
  least: money,
})
export type Product = z.infer<typeof Product>
