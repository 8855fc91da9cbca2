import type { Conversations } from '#conversations/change.ts'
import type { Callers } from '#customers/callers.ts'
import { noteStated } from '#customers/change-profile.ts'
import { askFor } from '#desk/pre-chat/ask.ts'
import { checkAnswers } from '#desk/pre-chat/check-answers.ts'
import type { PreChat, PreChatAsked } from '#desk/pre-chat/contract.ts'
import { readPreChat } from '#desk/pre-chat/settings.ts'
import type { Database } from '#platform/db/open.ts'
import type { Locale } from '#platform/errors.ts'

export type PreChatDeps = {
  database: Database
  conversations: Conversations
  callers: Callers
  /** Whether the queue that would take a customer is outside its hours. */
  isClosed: (asking: { tier: string; language: Locale; channel: string }, now: Date) => boolean
}
type Who = { customerId: string; channel: string; locale: Locale }

/** What this customer is to be asked before he is served; null for nothing. */
export async function readAsked(deps: PreChatDeps, who: Who): Promise<PreChatAsked | null> {
  return asked(deps, await readPreChat(deps.database.db), who)
}

async function asked(deps: PreChatDeps, form: PreChat, who: Who): Promise<PreChatAsked | null> {
  if (form.when === 'never') return null
  const { customerId, channel, locale: language } = who
  const customer = await deps.callers.find(customerId)
  const [latest = null] = await deps.conversations.list({ customerId, channel, limit: 1 })
  const now = new Date()
  const isClosed =
    form.when === 'closed' && deps.isClosed({ tier: customer?.tier ?? 'regular', language, channel }, now)
  return askFor({ form, customer, latest, isClosed }, now)
}

/**
 * Keeps what a customer answered: in his profile as his own word, and with the skill of his topic, by which he is sent to
 * a person. Who waits already is looked after by that skill from now on. Throws bad_request naming a field.
 */
export async function answer(deps: PreChatDeps, who: Who, given: Record<string, string>): Promise<void> {
  const { database, conversations, callers } = deps
  const form = await readPreChat(database.db)
  const wanted = await asked(deps, form, who)
  if (!wanted) return
  const names = new Set(wanted.fields.map(({ name }) => name))
  const answers = checkAnswers(
    form.fields.filter(({ name }) => names.has(name)),
    given,
    who.locale,
  )
  await callers.ensure({ id: who.customerId, channel: who.channel, language: who.locale })
  const topic = answers.find(({ field }) => field.kind === 'topic')
  const skill = topic?.field.options.find(({ value }) => value === topic.value)?.skill ?? ''
  const name = answers.find(({ field }) => field.kind === 'name')?.value
  const stated = Object.fromEntries(
    answers.map(({ field, value }) => [KEYS[field.kind] ?? `form.${field.name}`, value]),
  )
  const attributes = { ...stated, formAt: new Date().toISOString(), formSkill: skill }
  await database.transaction((tx) => noteStated(tx, who.customerId, { ...(name && { name }), attributes }))
  callers.forget(who.customerId)
  conversations.forgetCustomer(who.customerId)
  const open = skill ? await conversations.findOpen(who.customerId, who.channel, true) : null
  if (open?.status !== 'queued') return
  await conversations.change(open.id, (c) =>
    c.status === 'queued' && !c.skill ? { patch: { skill }, what: 'skill', actor: `customer:${who.customerId}` } : null,
  )
}

/** A customer's own word is kept apart from what the company knows: it proves nothing. */
const KEYS: Partial<Record<string, string>> = { name: 'statedName', email: 'statedEmail', phone: 'statedPhone' }
