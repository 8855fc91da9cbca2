import { createHash, randomBytes } from 'node:crypto'
import type { Conversations } from '#conversations/change.ts'
import type { Part } from '#conversations/contract.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import { readContact } from '#customers/find-by-contact.ts'
import { maskEmail, maskPhone } from '#governance/mask.ts'
import { recordAudit } from '#governance/record-audit.ts'
import { AppError } from '#platform/errors.ts'
import type { Files, StoredFile } from '#platform/files/store.ts'
import { newId } from '#platform/id.ts'
import { appendEvents } from '#platform/ledger/append.ts'
import type { By, VerificationDeps } from '#verification/deps.ts'
import type { LinkPurpose, LinkWish, MadeLink } from '#verification/links/contract.ts'
import { countLinks, findLink, insertLink, type LinkRow, markLink } from '#verification/links/link-queries.ts'
import { sendOut, waysOut } from '#verification/send-code.ts'

export type LinkDeps = VerificationDeps & {
  conversations: Conversations
  files: Files
  /** Address people reach the server under. */
  url: () => string
  botName: (language: 'zh' | 'en') => string
  /** Puts what the customer did into the conversation, as if he had sent it there. */
  deliver: (conversation: StoredConversation, parts: Part[], clientId: string) => Promise<unknown>
}

export const LINK_MINUTES = 15
const MOST_AN_HOUR = 10
const HOUR = 3600_000

const hashOf = (token: string) => createHash('sha256').update(`yinghe link ${token}`).digest('base64url')

/** Makes a link for a conversation and sends it to what the customer left with us, or only gives it. */
export async function makeLink(
  deps: LinkDeps,
  conversation: StoredConversation,
  wish: LinkWish,
  by: By,
): Promise<MadeLink> {
  const { database } = deps
  const now = deps.now()
  const token = randomBytes(16).toString('base64url')
  const url = `${deps.url()}/link/#${token}`
  const to = await addressOf(deps, conversation, wish)
  const id = newId()
  const expires = new Date(now.getTime() + LINK_MINUTES * 60_000)
  const { language } = conversation
  await database.transaction(async (tx) => {
    if ((await countLinks(tx, conversation.id, new Date(now.getTime() - HOUR))) >= MOST_AN_HOUR)
      throw new AppError('too_many_links')
    const { purpose, note, way } = wish
    await insertLink(tx, {
      ...{ id, token_hash: hashOf(token), conversation_id: conversation.id, purpose, note, way, language, now },
      ...{ hint: to?.hint ?? '', created_by: by.actor, expires_at: expires },
    })
    await tellLink(tx, conversation, purpose, 'link-sent', by)
  })
  const message = { language, template: 'link' as const, value: url, minutes: LINK_MINUTES }
  const sent = to ? await sendOut(deps, { ...message, method: to.method, address: to.address }) : wish.way === 'chat'
  return { id, url, sent, hint: to?.hint ?? '', expiresAt: expires.toISOString() }
}

/** Where the link goes: only to what is on file. Throws no_address where there is none, or no way to it. */
async function addressOf(deps: LinkDeps, { id, customerId }: StoredConversation, { way }: LinkWish) {
  if (way !== 'sms' && way !== 'email') return null
  const own = await deps.find(customerId)
  const known = own?.externalId ? own : deps.proofs.of(id)?.customer
  const value = known?.attributes[way === 'sms' ? 'phone' : 'email']
  const contact = value ? readContact(value) : null
  if (!contact || !(await waysOut(deps))[way]) throw new AppError('no_address')
  const hint = way === 'sms' ? maskPhone(contact.address) : maskEmail(contact.address)
  return { method: way, address: contact.address, hint }
}

export type OpenLink = { row: LinkRow; conversation: StoredConversation }

/** The link of a token while it can be used. Throws link_gone. */
export async function openLink(deps: LinkDeps, token: string): Promise<OpenLink> {
  const row = await findLink(deps.database.db, hashOf(token))
  if (!row || row.used_at || row.expires_at <= deps.now()) throw new AppError('link_gone')
  const conversation = await deps.conversations.load(row.conversation_id)
  if (conversation.status === 'closed') throw new AppError('link_gone')
  if (!row.opened_at) await markLink(deps.database.db, row.id, { opened_at: deps.now() })
  return { row, conversation }
}

/** Uses a link up; exactly one of several at once succeeds. Throws link_gone. */
export async function spendLink(deps: LinkDeps, token: string, by: By): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const row = await findLink(tx, hashOf(token), true)
    if (!row || row.used_at || row.expires_at <= deps.now()) throw new AppError('link_gone')
    await markLink(tx, row.id, { used_at: deps.now() })
    const conversation = await deps.conversations.find(row.conversation_id)
    await tellLink(tx, conversation, row.purpose as LinkPurpose, 'link-used', by)
  })
}

export const asVisitor = ({ customerId }: StoredConversation, ip: string): By => ({
  actor: `customer:${customerId}`,
  ip,
})

/** A signature or a file from the page, put into the conversation at once. */
export async function takeFile(
  deps: LinkDeps,
  token: string,
  { row, conversation }: OpenLink,
  upload: { file: StoredFile; ip: string },
): Promise<void> {
  await spendLink(deps, token, asVisitor(conversation, upload.ip))
  const { file } = upload
  const kind = file.mime.startsWith('image/') ? ('image' as const) : ('file' as const)
  await deps.deliver(conversation, [{ kind, ...file }], `link-${row.id}`)
  if (row.purpose !== 'sign') return
  const params = { note: row.note, time: deps.now().toISOString() }
  await deps.conversations.change(conversation.id, ({ status }) =>
    status === 'closed'
      ? null
      : {
          messages: [
            { author: { kind: 'system', id: 'system', name: '' }, parts: [{ kind: 'notice', code: 'signed', params }] },
          ],
          actor: 'system',
        },
  )
}

async function tellLink(
  tx: Parameters<typeof recordAudit>[0],
  { id, customerId }: Pick<StoredConversation, 'id' | 'customerId'>,
  purpose: LinkPurpose,
  what: 'link-sent' | 'link-used',
  by: By,
): Promise<void> {
  await recordAudit(tx, { ...by, action: `verification.${what}`, target: `conversation:${id}`, detail: { purpose } })
  const payload = { what, method: null }
  await appendEvents(tx, [{ kind: 'verification.changed', conversationId: id, customerId, actor: by.actor, payload }])
}
