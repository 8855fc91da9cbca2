import { z } from 'zod'
import { severity } from '#emotion/alerts/contract.ts'

export const channelKind = z.enum(['dingtalk', 'feishu', 'wecom', 'email'])
export type ChannelKind = z.infer<typeof channelKind>

const address = z.string().trim().min(1).max(500)
const secret = z.string().trim().max(200)
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM')
const email = z.email().max(200)

/** Where messages go. DingTalk and Feishu sign with `secret`; the address of a WeCom robot is itself the secret. */
export const channelTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dingtalk'), webhook: address, secret: secret.min(1) }),
  z.object({ kind: z.literal('feishu'), webhook: address, secret: secret.default('') }),
  z.object({ kind: z.literal('wecom'), webhook: address }),
  z.object({
    kind: z.literal('email'),
    host: z
      .string()
      .trim()
      .regex(/^[\w.-]{1,253}$/, 'host'),
    port: z.union([z.literal(25), z.literal(465), z.literal(587), z.literal(2525)]),
    /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
    secure: z.boolean(),
    user: z.string().trim().max(200).default(''),
    password: z.string().max(200).default(''),
    from: email,
    to: z.array(email).min(1).max(20),
  }),
])
export type ChannelTarget = z.infer<typeof channelTarget>

const about = {
  name: z.string().trim().min(1).max(60),
  language: z.enum(['zh', 'en']),
  severities: z.array(severity).min(1).max(2),
  /** Hours of the day (Asia/Shanghai) in which only critical alerts go out; may cross midnight. */
  quiet: z.object({ from: time, to: time }).nullable(),
  enabled: z.boolean(),
}
export const channelInput = z.object({
  name: about.name,
  language: about.language.default('zh'),
  severities: about.severities.default(['warning', 'critical']),
  quiet: about.quiet.default(null),
  enabled: about.enabled.default(true),
  target: channelTarget,
})
export type ChannelInput = z.infer<typeof channelInput>
export const channelPatch = z.object({ ...about, target: channelTarget }).partial()
export type ChannelPatch = z.infer<typeof channelPatch>

/** A way out as it is shown: the address only by its host and the end of its key, secrets never. */
export const channelView = z.object({
  ...about,
  id: z.string(),
  kind: channelKind,
  hint: z.string(),
  waiting: z.number().int(),
  pausedUntil: z.string().nullable(),
  lastSentAt: z.string().nullable(),
  lastError: z.string().nullable(),
})
export type ChannelView = z.infer<typeof channelView>

/** What came of a test message. `code` is the service's own where it gave one. */
export const testResult = z.object({ ok: z.boolean(), error: z.string().nullable() })
export type TestResult = z.infer<typeof testResult>
