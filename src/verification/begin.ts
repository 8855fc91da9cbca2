import type { Customer } from '#customers/contract.ts'
import { type Contact, callingNumber, findByContact, readContact } from '#customers/find-by-contact.ts'
import { maskEmail, maskPhone } from '#governance/mask.ts'
import { newId } from '#platform/id.ts'
import { isLocked, untilResend } from '#verification/challenge.ts'
import { type Need, RANKS, type Standing, type VerificationSettings, type Ways } from '#verification/contract.ts'
import type { By, VerificationDeps, Where } from '#verification/deps.ts'
import { limitsOf } from '#verification/limits.ts'
import { countSent, insertChallenge, insertSend, openChallenge, readWatch } from '#verification/queries.ts'
import { makeQuestions, type Question } from '#verification/questions.ts'
import { rankOf } from '#verification/rank.ts'
import { sendOut, waysOut } from '#verification/send-code.ts'
import { readVerificationSettings } from '#verification/settings.ts'
import { at, subjectsOf, tell } from '#verification/tell.ts'
import { askDigits } from '#verification/voiceprint/ask-digits.ts'
import { canCompare } from '#verification/voiceprint/voiceprints.ts'

export type Wish = {
  need: Need
  /** The number or address that somebody unknown says is his. */
  contact: string
  /** A way he asks for; empty takes the best. */
  way: string
  by: By
  /** A person wants it, however well the customer is known already. */
  always?: boolean
}
/** Whom it is about. `told`: only what he said himself speaks for it, so nobody may learn whether he is known. */
export type Target = { customer: Customer | null; contact: Contact | null; told: boolean }

const HOUR = 3600_000

/** Begins to verify who speaks in a conversation: sends a code, or finds a question. Says what is to be asked of him. */
export async function begin(deps: VerificationDeps, where: Where, wish: Wish): Promise<Standing> {
  const settings = await readVerificationSettings(deps.database.db)
  const own = await deps.find(where.customerId)
  const rank = rankOf(Boolean(own?.externalId), where.channel, deps.proofs.of(where.id), settings)
  if (!wish.always && rank >= RANKS[wish.need]) return at('proven')
  const ways = await waysOut(deps)
  const target = await targetOf(deps, where, own, wish.contact)
  const minutes = await lockedFor(deps, where.customerId, target?.customer?.id ?? null)
  if (minutes) return at('locked', { wait: minutes })
  if (!settings.on) return at('unavailable')
  const askContact = () =>
    ways.sms || ways.email ? at('contact', { question: contactQuestion(ways) }) : at('unavailable')
  if (!target) return askContact()
  const byVoice = await spokenBy(deps, where, { target, wish, settings })
  if (byVoice) return askDigits(deps, where, { customerId: byVoice, settings, by: wish.by })
  if (wish.way === 'voiceprint') return at('unavailable')
  const contact = wish.way === 'questions' ? null : contactOf(target, ways, wish.way)
  if (contact) return sendCode(deps, where, { target, contact, settings, by: wish.by })
  const questions = await questionsFor(deps, where, { target, wish, settings })
  if (questions) return ask(deps, where, { target, questions, settings, by: wish.by })
  return target.told ? askContact() : at('unavailable')
}

/** On a call a voiceprint is the least trouble, where it is worth enough. Whom it is about, or null. */
async function spokenBy(
  deps: VerificationDeps,
  where: Where,
  { target, wish, settings }: { target: Target; wish: Wish; settings: VerificationSettings },
): Promise<string | null> {
  const wanted = wish.way === 'voiceprint' || (wish.way === '' && RANKS[wish.need] <= RANKS.questions)
  const allowed = settings.voiceprint && (!target.told || settings.strangersByQuestions)
  const id = target.customer?.id
  return id && wanted && allowed && (await canCompare(deps.voice, where.id, id)) ? id : null
}

/** The known customer, him who was proven before, whom the caller's number belongs to, or who is said to be meant. */
async function targetOf(deps: VerificationDeps, where: Where, own: Customer | null, said: string) {
  const known = own?.externalId ? own : (deps.proofs.of(where.id)?.customer ?? null)
  if (known) return { customer: known, contact: null, told: false }
  const contact = said ? readContact(said) : null
  const { db } = deps.database
  if (contact) return { customer: await findByContact(db, contact), contact, told: true }
  const number = await callingNumber(db, where.customerId)
  const caller = number ? await findByContact(db, number) : null
  return caller && number ? { customer: caller, contact: number, told: true } : null
}

const contactQuestion = ({ sms, email }: Ways): { zh: string; en: string } => {
  const zh = sms && email ? '手机号或邮箱' : sms ? '手机号' : '邮箱'
  const en = sms && email ? 'mobile number or e-mail address' : sms ? 'mobile number' : 'e-mail address'
  return {
    zh: `为了保护您的账户，需要先确认是您本人。请告诉我您在我们这里留的${zh}，我发一个验证码给您。`,
    en: `To protect your account I need to make sure that it is you. Please tell me the ${en} you left with us, and I will send you a code.`,
  }
}

/** Where a code can go: what was named by somebody unknown, else what is on file, the phone first. */
function contactOf({ customer, contact, told }: Target, ways: Ways, way: string): Contact | null {
  const { phone, email } = customer?.attributes ?? {}
  const onFile = [phone, email].flatMap((value) => (value ? (readContact(value) ?? []) : []))
  const usable = (told && contact ? [contact] : onFile).filter(({ kind }) => ways[kind === 'phone' ? 'sms' : 'email'])
  return usable.find(({ kind }) => (kind === 'phone' ? 'sms' : 'email') === way) ?? usable[0] ?? null
}

async function lockedFor(deps: VerificationDeps, requesterId: string, customerId: string | null): Promise<number> {
  const now = deps.now().getTime()
  const subjects = subjectsOf(requesterId, customerId)
  const watches = await Promise.all(subjects.map((subject) => readWatch(deps.database.db, subject)))
  const until = Math.max(0, ...watches.map((watch) => (isLocked(watch, now) ? watch.lockedUntil! : 0)))
  return until ? Math.ceil((until - now) / 60_000) : 0
}

type Sending = { target: Target; contact: Contact; settings: VerificationSettings; by: By }

async function sendCode(deps: VerificationDeps, where: Where, { target, contact, settings, by }: Sending) {
  const { database, secrets } = deps
  const now = deps.now()
  const method = contact.kind === 'phone' ? ('sms' as const) : ('email' as const)
  const hint = contact.kind === 'phone' ? maskPhone(contact.address) : maskEmail(contact.address)
  const limits = limitsOf(settings)
  const addressKey = secrets.addressKey(contact.address)
  const about = { addressKey, requesterId: where.customerId, customerId: target.customer?.id ?? null }
  const id = newId()
  const code = secrets.code()
  const refused = await database.transaction(async (tx) => {
    const running = await openChallenge(tx, where.id, true)
    if (running?.address_key === addressKey) {
      const left = untilResend({ sentAt: running.sent_at.getTime() }, limits, now.getTime())
      if (left > 0) return at('wait', { method, hint, wait: Math.ceil(left / 1000) })
    }
    const sent = await countSent(tx, about, new Date(now.getTime() - HOUR))
    if (Math.max(sent.address, sent.requester, sent.customer) >= settings.codesPerHour) return at('limited', { method })
    await insertSend(tx, { ...about, id, now })
    await insertChallenge(tx, {
      ...{ id, method, hint, now, conversation_id: where.id, begun_by: by.actor, address_key: addressKey },
      ...{ requester_id: where.customerId, customer_id: about.customerId },
      // Nobody is told that a number is not known: the code of nobody fits nothing.
      secret: { hash: target.customer ? secrets.hash(id, code) : secrets.none() },
      expires_at: new Date(now.getTime() + limits.codeMs),
    })
    await tell(tx, where, { what: 'begun', method, hint, by })
    return null
  })
  if (refused) return refused
  const message = { ...contact, method, language: where.language, template: 'code' as const, value: code }
  const sending = target.customer ? sendOut(deps, { ...message, minutes: settings.codeMinutes }) : Promise.resolve(true)
  if (target.told) void sending
  else if (!(await sending)) return at('unavailable', { method, hint })
  return at('sent', { method, hint, left: limits.failures, wait: settings.resendSeconds })
}

/** Questions are worth less than a code, and by themselves open nothing to a stranger unless that is allowed. */
async function questionsFor(
  deps: VerificationDeps,
  where: Where,
  { target, wish, settings }: { target: Target; wish: Wish; settings: VerificationSettings },
): Promise<Question[] | null> {
  if (!target.customer || RANKS[wish.need] > RANKS.questions) return null
  if (target.told && !settings.strangersByQuestions) return null
  const heard = await deps.heard(where.id)
  return makeQuestions(deps, target.customer, { heard, given: wish.contact, channel: where.channel })
}

async function ask(
  deps: VerificationDeps,
  where: Where,
  { target, questions, settings, by }: Pick<Sending, 'target' | 'settings' | 'by'> & { questions: Question[] },
): Promise<Standing> {
  const now = deps.now()
  const id = newId()
  const kept = questions.map(({ answer, ...question }, index) => ({
    ...question,
    hash: deps.secrets.hash(`${id}:${index}`, answer),
  }))
  await deps.database.transaction(async (tx) => {
    await insertChallenge(tx, {
      ...{ id, method: 'questions', hint: '', now, conversation_id: where.id, begun_by: by.actor, address_key: null },
      ...{ requester_id: where.customerId, customer_id: target.customer!.id, secret: { questions: kept, asked: 0 } },
      expires_at: new Date(now.getTime() + limitsOf(settings).codeMs),
    })
    await tell(tx, where, { what: 'begun', method: 'questions', hint: '', by })
  })
  const [{ zh, en }] = kept as [(typeof kept)[number]]
  return at('question', { method: 'questions', question: { zh, en }, left: settings.failures })
}
