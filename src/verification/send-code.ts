import { sendEmail } from '#emotion/channels/email.ts'
import type { Ways } from '#verification/contract.ts'
import type { VerificationDeps } from '#verification/deps.ts'
import { readSmsSettings, smsReady } from '#verification/settings.ts'
import { openAliyunSms } from '#verification/sms/aliyun-sms.ts'
import type { TextMessage } from '#verification/sms/contract.ts'

export type Outgoing = {
  method: 'sms' | 'email'
  address: string
  language: 'zh' | 'en'
  template: TextMessage['template']
  /** The code, or the address of the page. */
  value: string
  minutes: number
}
type Deps = Pick<VerificationDeps, 'database' | 'seal' | 'mailbox' | 'log'>

/** By which ways something can go out now. */
export async function waysOut({ database, seal, mailbox }: Deps): Promise<Ways> {
  const [sms, box] = await Promise.all([readSmsSettings(database.db, seal), mailbox()])
  return { sms: smsReady(sms), email: box !== null }
}

/** True when the provider took it. Nothing of the address or the code is logged. */
export async function sendOut(deps: Deps, message: Outgoing): Promise<boolean> {
  const sent = message.method === 'sms' ? await sendText(deps, message) : await sendMail(deps, message)
  if (!sent.ok) deps.log.warn({ method: message.method, error: sent.error }, 'a message of verification was not sent')
  return sent.ok
}

async function sendText({ database, seal }: Deps, { address, template, value }: Outgoing) {
  const settings = await readSmsSettings(database.db, seal)
  return openAliyunSms(settings)({ to: address, template, values: { [template]: value } })
}

const MAILS = {
  code: {
    zh: (code: string, minutes: number) => ({
      title: '您的验证码',
      plain: `您的验证码是 ${code}，${minutes} 分钟内有效。\r\n\r\n客服不会主动向您索要密码。如果不是您本人在联系客服，请忽略这封邮件，并且不要把验证码告诉任何人。`,
    }),
    en: (code: string, minutes: number) => ({
      title: 'Your verification code',
      plain: `Your verification code is ${code}. It is valid for ${minutes} minutes.\r\n\r\nWe never ask for your password. If you are not talking to our support, ignore this message and tell nobody the code.`,
    }),
  },
  link: {
    zh: (link: string, minutes: number) => ({
      title: '请在此页面继续办理',
      plain: `客服请您打开这个页面完成验证、签名或上传：\r\n\r\n${link}\r\n\r\n链接 ${minutes} 分钟内有效，只能使用一次。如果不是您本人在联系客服，请忽略这封邮件。`,
    }),
    en: (link: string, minutes: number) => ({
      title: 'Please continue on this page',
      plain: `Our support asks you to open this page to verify, sign or upload:\r\n\r\n${link}\r\n\r\nThe link is valid for ${minutes} minutes and works once. If you are not talking to our support, ignore this message.`,
    }),
  },
}

async function sendMail({ mailbox }: Deps, { address, language, template, value, minutes }: Outgoing) {
  const box = await mailbox()
  if (!box) return { ok: false as const, again: false, error: 'no mailbox' }
  const { title, plain } = MAILS[template][language](value, minutes)
  return sendEmail({ ...box, to: [address] }, { title, plain, markdown: plain, critical: false })
}
