import { createTransport } from 'nodemailer'
import type { Mailbox } from '#emotion/channels/mailbox.ts'
import type { Outgoing, Sent } from '#emotion/channels/outgoing.ts'

/** By SMTP. A refusal for good (5xx) is not tried again. */
export async function sendEmail(box: Mailbox, message: Outgoing): Promise<Sent> {
  const { host, port, secure, user, password, from, to } = box
  const transport = createTransport({
    ...{ host, port, secure },
    ...(user ? { auth: { user, pass: password } } : {}),
    ...{ connectionTimeout: 5000, greetingTimeout: 5000, socketTimeout: 10_000 },
    // A message may neither read files nor fetch addresses.
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
  try {
    const priority = message.critical ? ('high' as const) : ('normal' as const)
    await transport.sendMail({ from, to, subject: message.title, text: message.plain, priority })
    return { ok: true }
  } catch (error) {
    const { code, responseCode } = error as { code?: string; responseCode?: number }
    const final = (responseCode !== undefined && responseCode >= 500) || code === 'EAUTH'
    return { ok: false, again: !final, error: [responseCode, code].filter(Boolean).join(' ') || 'no connection' }
  } finally {
    transport.close()
  }
}
