import { recordAudit } from '#governance/record-audit.ts'
import type { Database, Queryable } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { Seal } from '#platform/settings/seal.ts'
import { settings } from '#platform/settings/settings.ts'
import {
  type SmsSettings,
  smsSettings,
  type VerificationSettings,
  verificationSettings,
} from '#verification/contract.ts'

const KEY = 'verification'
const SMS_KEY = 'verification.sms'

/** Whoever signed in on the site may do what he could before; a code is asked of everybody from a large amount on. */
const USUAL: VerificationSettings = {
  on: true,
  needs: [
    { action: 'refunds.create', need: 'questions', codeFrom: 10_000 },
    { action: 'orders.changeAddress', need: 'questions', codeFrom: 10_000 },
    { action: 'orders.cancel', need: 'questions', codeFrom: null },
    { action: 'exchanges.create', need: 'questions', codeFrom: null },
    { action: 'invoices.create', need: 'questions', codeFrom: null },
  ],
  strangersByQuestions: false,
  numberCounts: true,
  codeMinutes: 5,
  resendSeconds: 60,
  failures: 3,
  lockMinutes: 30,
  proofMinutes: 30,
  codesPerHour: 5,
  voiceprint: false,
  voiceprintThreshold: 0.6,
}

const NO_SMS: SmsSettings = {
  ...{ on: false, accessKeyId: '', accessKeySecret: '' },
  ...{ signName: '', codeTemplate: '', linkTemplate: '', url: '' },
}

export async function readVerificationSettings(db: Queryable): Promise<VerificationSettings> {
  const stored = verificationSettings.safeParse(await settings.read(db, KEY))
  return stored.success ? stored.data : USUAL
}

export async function readSmsSettings(db: Queryable, seal: Seal): Promise<SmsSettings> {
  const sealed = await settings.read(db, SMS_KEY)
  const stored = smsSettings.safeParse(typeof sealed === 'string' ? seal.open(sealed) : null)
  return stored.success ? stored.data : NO_SMS
}

/** Whether text messages can go out. */
export const smsReady = ({ on, accessKeyId, accessKeySecret, signName, codeTemplate }: SmsSettings): boolean =>
  on && [accessKeyId, accessKeySecret, signName, codeTemplate].every(Boolean)

type By = { actor: string; ip: string }

export function changeVerificationSettings(database: Database, value: VerificationSettings, by: By): Promise<void> {
  return database.transaction(async (tx) => {
    await settings.write(tx, KEY, value)
    await recordAudit(tx, { ...by, action: 'verification.configured', detail: { ...value } })
    await appendEvents(tx, [configured(by)])
  })
}

/** Without a new secret the stored one stays. */
export function changeSmsSettings(database: Database, seal: Seal, value: SmsSettings, by: By): Promise<void> {
  return database.transaction(async (tx) => {
    const before = await readSmsSettings(tx, seal)
    const kept = { ...value, accessKeySecret: value.accessKeySecret || before.accessKeySecret }
    await settings.write(tx, SMS_KEY, seal.close(kept))
    const detail = { sms: value.on, fields: Object.keys(value).filter((name) => name !== 'accessKeySecret') }
    await recordAudit(tx, { ...by, action: 'verification.configured', detail })
    await appendEvents(tx, [configured(by)])
  })
}

const configured = ({ actor }: By) => ({
  kind: 'verification.configured',
  conversationId: null,
  customerId: null,
  actor,
  payload: {},
})
