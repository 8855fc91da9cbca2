import { type PreChat, preChat } from '#desk/pre-chat/contract.ts'
import { recordAudit } from '#governance/record-audit.ts'
import type { Queryable, Tx } from '#platform/db/open.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import { settings } from '#platform/settings/settings.ts'

const KEY = 'desk.pre-chat'
const field = (kind: 'name' | 'phone', zh: string, en: string) => ({
  ...{ name: kind, kind, label: { zh, en }, required: false, options: [] },
})
/** Asks nobody until somebody wants it; what is offered to begin with. */
const NEVER: PreChat = {
  when: 'never',
  fields: [field('name', '您的称呼', 'Your name'), field('phone', '联系电话', 'Phone')],
}

export async function readPreChat(db: Queryable): Promise<PreChat> {
  const kept = preChat.safeParse(await settings.read(db, KEY))
  return kept.success ? kept.data : NEVER
}

export async function writePreChat(tx: Tx, form: PreChat, by: { actor: string; ip: string }): Promise<PreChat> {
  await settings.write(tx, KEY, form)
  const payload = { what: 'pre-chat', id: KEY }
  await appendEvents(tx, [
    { kind: 'routing.changed', conversationId: null, customerId: null, actor: by.actor, payload },
  ])
  await recordAudit(tx, { ...by, action: 'pre-chat.edited', target: `setting:${KEY}` })
  return form
}
