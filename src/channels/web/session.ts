import { z } from 'zod'
import { type WidgetSettings, widgetSettings } from '#channels/web/settings.ts'
import type { WebTokens } from '#channels/web/token.ts'
import type { Conversations } from '#conversations/change.ts'
import { conversation, forCustomer, message } from '#conversations/contract.ts'
import { type StoredConversation, toConversation } from '#conversations/stored.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { newId } from '#platform/id.ts'
import { ledger } from '#platform/ledger/read.ts'
import type { Caller } from '#reception/contract.ts'

export const sessionInput = z.object({
  /** Signed by the site for its signed-in user; makes the visitor a known customer. */
  identityToken: z.string().max(4000).optional(),
  /** The token of an earlier session, to stay the same visitor. */
  visitorToken: z.string().max(4000).optional(),
  locale: z.enum(['zh', 'en']).default('zh'),
})

export const sessionResult = z.object({
  token: z.string(),
  expiresAt: z.string(),
  customer: z.object({
    id: z.string(),
    name: z.string(),
    verified: z.boolean(),
    elderly: z.boolean(),
    language: z.enum(['zh', 'en']),
  }),
  conversation: conversation.nullable(),
  messages: z.array(message),
  position: z.string(),
  settings: widgetSettings,
})

export type SessionDeps = {
  database: Database
  conversations: Conversations
  tokens: WebTokens
  /** As the pack that is shown has them. */
  settings: () => WidgetSettings
  /** Known customer of the site; created at first sight. */
  identify: (externalId: string, name: string | null, locale: 'zh' | 'en') => Promise<Caller>
  /** The visitor turned out to be this customer: his conversations move to him. */
  adopt: (visitorId: string, customerId: string) => Promise<void>
  caller: (customerId: string) => Promise<Caller | null>
  /** Whether the strategy of a conversation asks for larger type. */
  largeType: (conversationId: string) => Promise<boolean>
}

/** Starts or goes on with a visitor's session: who he is, his running or last conversation, where to follow from. */
export async function startSession(
  deps: SessionDeps,
  input: z.output<typeof sessionInput>,
): Promise<z.input<typeof sessionResult>> {
  const earlier = input.visitorToken ? await earlierVisitor(deps.tokens, input.visitorToken) : null
  // Whoever has just got his number has said nothing yet: most sessions are such, and there is nothing to look for.
  const isNew = !input.identityToken && (!earlier || earlier.verified)
  const caller = input.identityToken
    ? await verifiedCaller(deps, input.identityToken, earlier, input.locale)
    : await visitor(deps, earlier, input.locale)
  const position = await ledger.end(deps.database)
  const [latest] = isNew ? [] : await deps.conversations.list({ customerId: caller.id, limit: 1 })
  const messages = latest ? await deps.conversations.messages(latest.id, { limit: 50, internal: false }) : []
  const { token, expiresAt } = await deps.tokens.issue({ customerId: caller.id, verified: caller.verified })
  const { id, name, verified, elderly, language } = caller
  return {
    token,
    expiresAt,
    customer: { id, name, verified, elderly: elderly || (await wantsLarge(deps, latest)), language },
    conversation: latest ? forCustomer(toConversation(latest)) : null,
    messages,
    position,
    settings: deps.settings(),
  }
}

const wantsLarge = async (deps: SessionDeps, latest: StoredConversation | undefined): Promise<boolean> =>
  latest !== undefined && latest.status !== 'closed' && deps.largeType(latest.id)

/** A token that ran out or was signed by another installation only means a new visitor. */
async function earlierVisitor(tokens: WebTokens, token: string) {
  try {
    return await tokens.verify(token)
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}

type Earlier = { customerId: string; verified: boolean } | null

async function verifiedCaller(
  deps: SessionDeps,
  identityToken: string,
  earlier: Earlier,
  locale: 'zh' | 'en',
): Promise<Caller> {
  const { externalId, name } = await deps.tokens.verifyIdentity(identityToken)
  const caller = await deps.identify(externalId, name, locale)
  if (earlier && !earlier.verified && earlier.customerId !== caller.id) await deps.adopt(earlier.customerId, caller.id)
  return { ...caller, verified: true }
}

/** Signed out of the site means signed out here: only an anonymous earlier session goes on without an identity token. */
async function visitor(deps: SessionDeps, earlier: Earlier, locale: 'zh' | 'en'): Promise<Caller> {
  const again = earlier && !earlier.verified ? earlier.customerId : null
  const known = again && (await deps.caller(again))
  if (known) return { ...known, verified: false }
  return { id: again ?? newId(), name: '', tier: 'regular', verified: false, elderly: false, language: locale }
}
