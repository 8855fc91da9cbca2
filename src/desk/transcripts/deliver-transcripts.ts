import { transcript } from '#conversations/transcript.ts'
import { deleteMails, type MailRow, postponeMail, settleMail, takeMail } from '#desk/transcripts/queries.ts'
import type { TranscriptDeps } from '#desk/transcripts/request-transcript.ts'
import { sendEmail } from '#emotion/channels/email.ts'
import type { Sent } from '#emotion/channels/outgoing.ts'
import { csvClock } from '#platform/csv.ts'
import type { Database } from '#platform/db/open.ts'

const ATTEMPTS = 6
const KEEP_MS = 30 * 24 * 3600_000
const HOLD_MS = 60_000
/** Longest body in UTF-16 units; a longer conversation ends with a line that says so. */
const LONGEST = 500_000

const WORDS = {
  zh: {
    title: (day: string) => `您的客服对话记录（${day}）`,
    head: '您好，这是您要求发送的客服对话记录。如果不是您本人要求的，请忽略这封邮件。',
    cut: '……对话较长，其余内容请在聊天窗口中查看。',
  },
  en: {
    title: (day: string) => `Your support conversation of ${day}`,
    head: 'This is the transcript of your support conversation that you asked for. If you did not ask for it, please ignore this message.',
    cut: '… The conversation is longer; please read the rest in the chat.',
  },
}

/** Sends what is due; resolves with how many went out. What was on its way when a node died is sent by another. */
export async function deliverTranscripts(deps: TranscriptDeps): Promise<number> {
  for (let sent = 0; ; ) {
    const now = deps.now()
    const mail = await deps.database.transaction((tx) => takeMail(tx, now, new Date(now.getTime() + HOLD_MS)))
    if (!mail) return sent
    const outcome = await send(deps, mail)
    if (outcome.ok) sent++
    await settle(deps, mail, outcome, now)
  }
}

/** What was sent a month ago is history. */
export const forgetTranscripts = ({ db }: Database): Promise<void> => deleteMails(db, new Date(Date.now() - KEEP_MS))

async function send(deps: TranscriptDeps, mail: MailRow): Promise<Sent> {
  const mailbox = await deps.mailbox()
  if (!mailbox) return { ok: false, again: true, error: 'no mailbox' }
  const conversation = await deps.conversations.load(mail.conversation_id)
  const locale = mail.language as 'zh' | 'en'
  const words = WORDS[locale]
  let text = ''
  for await (const piece of transcript(deps.conversations, conversation, { locale, notes: false })) {
    text += piece
    if (text.length > LONGEST) break
  }
  const body = text.replace(/^\uFEFF/, '').slice(0, LONGEST)
  const plain = [words.head, body, text.length > LONGEST ? words.cut : ''].filter(Boolean).join('\r\n\r\n')
  const title = words.title(csvClock(conversation.openedAt).slice(0, 10))
  const to = [deps.seal.open<string>(mail.sealed!)]
  return sendEmail({ ...mailbox, to }, { title, plain, markdown: plain, critical: false })
}

async function settle({ database, log }: TranscriptDeps, mail: MailRow, outcome: Sent, now: Date): Promise<void> {
  if (outcome.ok) return settleMail(database.db, mail.id, 'sent')
  log.warn({ mail: mail.id, attempts: mail.attempts, error: outcome.error }, 'a transcript could not be sent')
  if (!outcome.again || mail.attempts >= ATTEMPTS) return settleMail(database.db, mail.id, 'failed')
  await postponeMail(database.db, mail.id, new Date(now.getTime() + 15_000 * 2 ** mail.attempts))
}
