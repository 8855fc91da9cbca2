// What the city keeps about its citizens. Days are YYYY-MM-DD in China's calendar.
import { z } from 'zod'

export const HALLS = ['main', 'east', 'lake'] as const
export const MATTERS = ['idcard', 'exit', 'residence', 'social', 'fund', 'business', 'property', 'other'] as const
export const FEEDBACK = [
  'noise',
  'road',
  'environment',
  'property',
  'transport',
  'service',
  'suggestion',
  'other',
] as const
export const REASONS = ['rent', 'mortgage', 'purchase', 'retire'] as const
export const PAPERS = ['social', 'fund', 'residence', 'housing'] as const

const Step = z.object({ at: z.string(), text: z.string(), textEn: z.string() })
export const Case = z.object({
  id: z.string(),
  customerId: z.string(),
  kind: z.enum(['case', 'feedback']),
  name: z.string(),
  nameEn: z.string(),
  status: z.enum(['accepted', 'processing', 'need_more', 'ready', 'done', 'replied']),
  department: z.string(),
  departmentEn: z.string(),
  missing: z.string().optional(),
  missingEn: z.string().optional(),
  category: z.string().optional(),
  description: z.string().optional(),
  confidential: z.boolean().optional(),
  filedAt: z.string(),
  /** the last day by law or published commitment */
  dueOn: z.string().optional(),
  steps: z.array(Step),
})
export type Case = z.infer<typeof Case>

export const Appointment = z.object({
  id: z.string(),
  customerId: z.string(),
  matter: z.enum(MATTERS),
  hall: z.enum(HALLS),
  date: z.string(),
  time: z.string(),
  status: z.enum(['booked', 'cancelled', 'missed', 'served']),
  changes: z.number().int(),
})
export type Appointment = z.infer<typeof Appointment>

/** Household: where the person is registered. Only citizens from elsewhere take a residence permit. */
export const Person = z.object({
  customerId: z.string(),
  name: z.string(),
  age: z.int(),
  household: z.enum(['local', 'elsewhere', 'foreign']),
  phoneTail: z.string(),
  livesHereSince: z.string().optional(),
  permitNo: z.string().optional(),
  /** the day by which the permit has to be endorsed for the next year */
  endorseBy: z.string().optional(),
  ownsHome: z.boolean(),
  subsidy: z.boolean(),
})
export type Person = z.infer<typeof Person>

export const SocialInsurance = z.object({
  customerId: z.string(),
  status: z.enum(['paying', 'stopped', 'retired']),
  employer: z.string(),
  employerEn: z.string(),
  base: z.number(),
  pensionMonths: z.int(),
  medicalMonths: z.int(),
  lastMonth: z.string(),
})
export type SocialInsurance = z.infer<typeof SocialInsurance>

export const Fund = z.object({
  customerId: z.string(),
  status: z.enum(['paying', 'sealed']),
  balance: z.number(),
  monthly: z.number(),
  months: z.int(),
  lastMonth: z.string(),
})
export type Fund = z.infer<typeof Fund>
