import { z } from 'zod'
import type { ActionDefinition } from '#business/contract.ts'
import type { EventDefinitions, NewEvent } from '#platform/ledger/contract.ts'

/** What business may ask for: nothing, to be known at all, answers to questions, or a one-time code. */
export const need = z.enum(['none', 'any', 'questions', 'code'])
export type Need = z.infer<typeof need>
/** The higher includes the lower. */
export const RANKS: Record<Need, number> = { none: 0, any: 1, questions: 2, code: 3 }

export const verificationMethod = z.enum(['sms', 'email', 'questions', 'voiceprint'])
export type VerificationMethod = z.infer<typeof verificationMethod>
/** What a method is worth. */
export const WORTH: Record<VerificationMethod, Need> = {
  sms: 'code',
  email: 'code',
  questions: 'questions',
  voiceprint: 'questions',
}

/** What was proven in a conversation. */
export type Proof = {
  conversationId: string
  customerId: string
  method: VerificationMethod
  rank: number
  at: string
  expiresAt: string
}

/** Which business needs which proof; `codeFrom`: from this amount on a code, whoever it is. */
export const verificationNeed = z.object({
  action: z.string().min(1).max(60),
  need,
  codeFrom: z.number().min(0).max(100_000_000).nullable(),
})
export type VerificationNeed = z.infer<typeof verificationNeed>

export const verificationSettings = z.object({
  on: z.boolean(),
  needs: z
    .array(verificationNeed)
    .max(100)
    .refine((rows) => new Set(rows.map(({ action }) => action)).size === rows.length, 'the same action twice'),
  /** Who is unknown may prove himself by questions alone. */
  strangersByQuestions: z.boolean(),
  /** A number that the carrier vouches for is worth as much as a sign-in. */
  numberCounts: z.boolean(),
  codeMinutes: z.number().int().min(1).max(30),
  resendSeconds: z.number().int().min(30).max(600),
  /** Failures in a row that lock, and for how long. */
  failures: z.number().int().min(1).max(10),
  lockMinutes: z.number().int().min(1).max(1440),
  /** How long a proof lasts. */
  proofMinutes: z.number().int().min(1).max(480),
  /** Voiceprints may be taken, with a consent of their own, and how near a voice must come. */
  voiceprint: z.boolean().default(false),
  voiceprintThreshold: z.number().min(0.3).max(0.95).default(0.6),
  /** Codes an hour to one address, and for one customer. */
  codesPerHour: z.number().int().min(1).max(50),
})
export type VerificationSettings = z.infer<typeof verificationSettings>

/** Text messages through Aliyun; an empty secret in a change keeps the one that is stored. */
export const smsSettings = z.object({
  on: z.boolean(),
  accessKeyId: z.string().trim().max(100),
  accessKeySecret: z.string().trim().max(200),
  signName: z.string().trim().max(60),
  /** Templates approved by the carrier: `${code}` in one, `${link}` in the other. */
  codeTemplate: z.string().trim().max(60),
  linkTemplate: z.string().trim().max(60),
  /** Another address than that of Aliyun, e.g. of another region. */
  url: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
})
export type SmsSettings = z.infer<typeof smsSettings>
export const smsView = smsSettings.omit({ accessKeySecret: true }).extend({ hasSecret: z.boolean() })

/** What the customer is told before his voiceprint is taken; kept with it. */
export const VOICEPRINT_NOTICE = {
  zh: '声纹属于敏感个人信息。我们会从本次通话中提取一组加密的声音特征，只用于以后核实是您本人，不保存原声；您可以随时要求删除，不同意也不影响任何服务。',
  en: 'A voiceprint is sensitive personal data. From this call we derive an encrypted set of features of your voice, used only to confirm that it is you, without keeping the sound. You can have it deleted at any time, and declining changes nothing in our service.',
}

/** What a customer may know of his own. */
export const ownVoiceprint = z.object({ since: z.string().nullable() })
export type OwnVoiceprint = z.infer<typeof ownVoiceprint>

/** Ways by which a code can leave the house now. */
export type Ways = { sms: boolean; email: boolean }

/** Flows call these; they are ours, not the business system's. */
export const BEGIN = 'verification.begin'
export const CHECK = 'verification.check'
export const SEND_LINK = 'verification.send_link'
/** The flow that asks for proof. */
export const VERIFY_FLOW = 'verify_identity'

const plain = z.string().max(200).default('')
export const verificationActions: readonly ActionDefinition[] = [
  {
    name: BEGIN,
    title: { zh: '开始身份验证', en: 'Begin verification' },
    input: z.object({ need: need.catch('any'), contact: plain, way: plain }),
    writes: false,
  },
  {
    name: CHECK,
    title: { zh: '核对身份验证', en: 'Check verification' },
    input: z.object({ answer: plain }),
    writes: false,
  },
  {
    name: SEND_LINK,
    title: { zh: '发送链接（验证、签名或上传）', en: 'Send a link (verify, sign or upload)' },
    input: z.object({ purpose: z.enum(['verify', 'sign', 'upload']), note: plain, way: plain }),
    writes: false,
  },
]

/**
 * Where a verification stands: `contact` asks under which number or address the customer is known; `sent` waits for the
 * code, `question` for an answer; `wait`: too early for another code; `limited`: too many codes; `unavailable`: no way.
 */
export const standing = z.object({
  state: z.enum([
    ...['proven', 'contact', 'sent', 'question', 'wrong', 'wait', 'expired', 'locked', 'limited', 'unavailable'],
  ] as [string, ...string[]]),
  method: verificationMethod.nullable(),
  /** Where the code went, masked. */
  hint: z.string(),
  question: z.object({ zh: z.string(), en: z.string() }).nullable(),
  /** Seconds until another code, or minutes that it stays locked. */
  wait: z.number().int(),
  /** Tries left. */
  left: z.number().int(),
})
export type Standing = Omit<z.infer<typeof standing>, 'state'> & { state: StandingState }
export type StandingState =
  | ('proven' | 'contact' | 'sent' | 'question' | 'wrong')
  | ('wait' | 'expired' | 'locked' | 'limited' | 'unavailable')

/** Codes of refusals that ask for proof first. */
export const refusalFor = (wanted: Need): string => `verification_${wanted}`
export function neededBy(code: string): Need | null {
  const parsed = need.safeParse(/^verification_(\w+)$/.exec(code)?.[1])
  return parsed.success ? parsed.data : null
}

/** What the desk shows of a conversation. */
export const verificationView = z.object({
  on: z.boolean(),
  /** Known without being asked: signed in on the site, or a number that the carrier vouches for. */
  base: z.enum(['signed-in', 'number']).nullable(),
  proof: z
    .object({
      method: verificationMethod,
      level: need,
      customerId: z.string(),
      customerName: z.string(),
      at: z.string(),
      expiresAt: z.string(),
    })
    .nullable(),
  lockedUntil: z.string().nullable(),
  open: z
    .object({ method: verificationMethod, hint: z.string(), sentAt: z.string(), expiresAt: z.string() })
    .nullable(),
  /** What can be begun now. */
  methods: z.array(verificationMethod),
  /** The customer's voiceprint: why there can be none, whether there is one, and how much of him was heard on this call. */
  voiceprint: z.object({
    lacking: z.enum(['off', 'not-installed', 'no-model', 'no-call']).nullable(),
    since: z.string().nullable(),
    heardSeconds: z.number(),
  }),
  /** Nobody knows who this is, so his number or address is needed. */
  needsContact: z.boolean(),
  history: z.array(
    z.object({ at: z.string(), method: verificationMethod, state: z.string(), hint: z.string(), by: z.string() }),
  ),
})
export type VerificationView = z.infer<typeof verificationView>

const here = (event: NewEvent) => [`conversation:${event.conversationId}` as const]
export const verificationEvents = {
  /** A verification moved on; what the proof is has to be read. */
  'verification.changed': {
    payload: z.object({
      what: z.enum(['begun', 'passed', 'failed', 'locked', 'link-sent', 'link-used']),
      method: verificationMethod.nullable(),
    }),
    topics: here,
  },
  'verification.configured': { payload: z.object({}), topics: () => ['team' as const] },
} satisfies EventDefinitions
