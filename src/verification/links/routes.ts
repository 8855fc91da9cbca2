import { z } from 'zod'
import { requireReadable, requireServing } from '#conversations/access.ts'
import { reply } from '#conversations/reply.ts'
import type { StoredConversation } from '#conversations/stored.ts'
import { AppError } from '#platform/errors.ts'
import { MAX_FILE } from '#platform/files/store.ts'
import { type Actor, type Route, route } from '#platform/http/route.ts'
import { newId } from '#platform/id.ts'
import { begin } from '#verification/begin.ts'
import { check } from '#verification/check.ts'
import {
  type LinkPurpose,
  linkAnswer,
  linkPage,
  linkPurpose,
  linkToken,
  linkWish,
  listedLink,
  madeLink,
} from '#verification/links/contract.ts'
import { listLinks } from '#verification/links/link-queries.ts'
import { asVisitor, type LinkDeps, makeLink, openLink, spendLink, takeFile } from '#verification/links/links.ts'

const params = z.object({ id: z.string().min(1).max(64) })
const tag = 'verification'
const open = { access: 'public', tag, rate: 'strict' } as const
const byToken = z.object({ token: linkToken })

/** Links to a page on the customer's own phone: made at the desk, used by whoever holds the token. */
export function linkRoutes(deps: LinkDeps): Route[] {
  return [...deskRoutes(deps), ...pageRoutes(deps)]
}

function deskRoutes(deps: LinkDeps): Route[] {
  const { conversations, database } = deps
  const readable = async (actor: Actor, id: string) => {
    const conversation = await conversations.load(id)
    requireReadable(actor, conversation)
    return conversation
  }
  return [
    route({
      method: 'GET',
      path: '/api/conversations/:id/links',
      access: 'conversations.read',
      tag,
      summary: 'Links that were given to the customer of a conversation, latest first, and what became of them.',
      params,
      response: z.object({ items: z.array(listedLink), nextCursor: z.null() }),
      handle: async ({ params: { id }, actor }) => {
        await readable(actor, id)
        return { items: await listLinks(database.db, id, deps.now()), nextCursor: null }
      },
    }),
    route({
      method: 'POST',
      path: '/api/conversations/:id/links',
      access: 'conversations.reply',
      tag,
      summary: 'Makes a link by which the customer verifies, signs or uploads on his phone, and sends it if asked to.',
      rate: 'strict',
      params,
      body: linkWish,
      response: madeLink,
      secret: true,
      handle: async ({ params: { id }, body, actor, ip }) => {
        const conversation = await readable(actor, id)
        requireServing(actor, conversation)
        const made = await makeLink(deps, conversation, body, { actor: `${actor.kind}:${actor.id}`, ip })
        if (body.way === 'chat') await postLink(deps, actor, conversation, { ...body, url: made.url })
        return made
      },
    }),
  ]
}

const ASKS: Record<LinkPurpose, { zh: string; en: string }> = {
  verify: { zh: '请打开这个页面完成身份验证', en: 'Please open this page to confirm who you are' },
  sign: { zh: '请打开这个页面签名', en: 'Please open this page to sign' },
  upload: { zh: '请打开这个页面上传文件', en: 'Please open this page to upload a file' },
}

/** The link as a message of the agent. */
function postLink(
  deps: LinkDeps,
  actor: Actor,
  { id, language }: StoredConversation,
  { purpose, note, url }: { purpose: LinkPurpose; note: string; url: string },
) {
  const about = note && (language === 'zh' ? `（${note}）` : ` (${note})`)
  const text = `${ASKS[purpose][language]}${about}${language === 'zh' ? '：' : ': '}${url}`
  const parts = [{ kind: 'text' as const, text }]
  return reply(deps, actor, id, { clientId: newId(), parts, internal: false, mentions: [] })
}

function pageRoutes(deps: LinkDeps): Route[] {
  return [
    route({
      ...open,
      method: 'POST',
      path: '/api/link',
      summary: 'What a link is for, as its page shows it.',
      body: byToken,
      response: linkPage,
      secret: true,
      handle: async ({ body }) => {
        const { row, conversation } = await openLink(deps, body.token)
        const own = await deps.find(conversation.customerId)
        const language = row.language as 'zh' | 'en'
        return {
          ...{ purpose: linkPurpose.parse(row.purpose), note: row.note, language },
          botName: { zh: deps.botName('zh'), en: deps.botName('en') },
          expiresAt: row.expires_at.toISOString(),
          needsContact: !own?.externalId && !deps.proofs.of(conversation.id),
        }
      },
    }),
    route({
      ...open,
      method: 'POST',
      path: '/api/link/code',
      summary: 'Sends a one-time code to what the customer left with us.',
      body: byToken.extend({ contact: z.string().trim().max(120).default('') }),
      response: linkAnswer,
      secret: true,
      handle: async ({ body, ip }) => {
        const { conversation } = await verifying(body.token)
        const wish = { need: 'code' as const, contact: body.contact, way: '', by: asVisitor(conversation, ip) }
        const result = await begin(deps, conversation, wish)
        if (result.state === 'proven') await spendLink(deps, body.token, wish.by)
        return result
      },
    }),
    route({
      ...open,
      method: 'POST',
      path: '/api/link/answer',
      summary: 'Checks the code; the right one uses the link up.',
      body: byToken.extend({ answer: z.string().trim().min(1).max(60) }),
      response: linkAnswer,
      secret: true,
      handle: async ({ body, ip }) => {
        const { conversation } = await verifying(body.token)
        const by = asVisitor(conversation, ip)
        const result = await check(deps, conversation, { answer: body.answer, by })
        if (result.state === 'proven') await spendLink(deps, body.token, by)
        return result
      },
    }),
    route({
      ...open,
      method: 'POST',
      path: '/api/link/file',
      summary: 'Takes the signature or the file of a link (fields `token`, `file`) into the conversation, once.',
      upload: { maxBytes: MAX_FILE },
      response: z.object({ ok: z.literal(true) }),
      secret: true,
      handle: async ({ file, ip }) => {
        const { name, stream, fields } = await file()
        const token = linkToken.safeParse(fields.token)
        if (!token.success) throw new AppError('link_gone')
        const opened = await openLink(deps, token.data)
        if (opened.row.purpose === 'verify') throw new AppError('link_gone')
        const { customerId } = opened.conversation
        const stored = await deps.files.store({ name, stream, customerId, uploadedBy: `customer:${customerId}` })
        if (opened.row.purpose === 'sign' && stored.mime !== 'image/png')
          throw new AppError('unsupported_media', { allowed: 'PNG' })
        await takeFile(deps, token.data, opened, { file: stored, ip })
        return { ok: true as const }
      },
    }),
  ]

  async function verifying(token: string) {
    const opened = await openLink(deps, token)
    if (opened.row.purpose !== 'verify') throw new AppError('link_gone')
    return opened
  }
}
