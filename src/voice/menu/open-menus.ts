import { recordAudit } from '#governance/record-audit.ts'
import type { Database } from '#platform/db/open.ts'
import { AppError } from '#platform/errors.ts'
import { callerFactsOf, type KnownCaller } from '#voice/menu/caller-facts.ts'
import {
  type CallerFacts,
  type MenuVersion,
  type PersonalMenu,
  type VoiceMenu,
  voiceMenu,
} from '#voice/menu/contract.ts'
import { FIRST_MENU } from '#voice/menu/first-menu.ts'
import { nodeMenu, personalMenu } from '#voice/menu/personal-menu.ts'
import { contactsOf, insertMenu, listMenus } from '#voice/menu/queries.ts'

const HISTORY_MS = 90 * 24 * 3600_000

export type MenuDeps = {
  database: Database
  customer: (id: string) => Promise<KnownCaller['customer']>
  /** The topic a conversation's subject stands for; null for free ones. */
  topicOf: (subject: string) => string | null
  emotionOf: (conversationId: string) => Promise<{ level: 'none' | 'low' | 'medium' | 'high' } | null>
  /** Orders as the business tells them; none when it does not answer in time: nobody waits in silence for a menu. */
  orders: (customerId: string, language: 'zh' | 'en') => Promise<KnownCaller['orders']>
  /** Whether people are at work. */
  isOpen: (now: Date) => Promise<boolean>
}

export type VoiceMenus = {
  versions(): Promise<MenuVersion[]>
  current(): Promise<MenuVersion>
  save(base: number, menu: VoiceMenu, by: { actor: string; ip: string }, note: string): Promise<MenuVersion>
  facts(customerId: string | null, now?: Date): Promise<CallerFacts>
  /** What this caller hears first; and what each further menu says to him. */
  forCaller(customerId: string | null, language?: 'zh' | 'en', now?: Date): Promise<CallerMenu>
  /** The same for a call that begins; null where such calls begin without a menu. */
  forCall(customerId: string, language: 'zh' | 'en', channel: 'phone' | 'voice'): Promise<CallerMenu | null>
}

type CallerMenu = { menu: PersonalMenu; further: (node: string) => PersonalMenu }

/** The telephone menu, its versions, and what a caller hears of it. */
export function openVoiceMenus(deps: MenuDeps): VoiceMenus {
  const { database } = deps
  const versions = async () => {
    const stored = await listMenus(database.db)
    const first = { version: 0, menu: FIRST_MENU, by: 'system', note: '', at: new Date(0).toISOString() }
    // What the house began with stays within reach, as long as all that came after it is.
    return (stored.at(-1)?.version ?? 1) === 1 ? [...stored, first] : stored
  }
  // A stored menu may be of an older kind; callers then hear the newest that can still be read.
  const current = async () => {
    const all = await versions()
    return all.find(({ menu }) => voiceMenu.safeParse(menu).success) ?? { ...all[0]!, menu: FIRST_MENU }
  }
  const facts = async (customerId: string | null, now = new Date()): Promise<CallerFacts> => {
    const customer = customerId ? await deps.customer(customerId) : null
    if (!customerId || !customer) return callerFactsOf({ customer, topics: [], last: null, orders: [] }, now)
    const [contacts, orders] = await Promise.all([
      contactsOf(database.db, customerId, new Date(now.getTime() - HISTORY_MS)),
      deps.orders(customerId, customer.language),
    ])
    const topics = contacts.flatMap(({ subject }) => (subject ? (deps.topicOf(subject) ?? []) : []))
    const latest = contacts[0]
    const last = latest ? { ...latest, emotion: await deps.emotionOf(latest.id) } : null
    return callerFactsOf({ customer, topics, last, orders }, now)
  }
  const forCaller: VoiceMenus['forCaller'] = async (customerId, language, now = new Date()) => {
    const [{ menu }, known, open] = await Promise.all([current(), facts(customerId, now), deps.isOpen(now)])
    const first = personalMenu(menu, { ...known, language: language ?? known.language }, open)
    return { menu: first, further: (node) => nodeMenu(menu, node, first, open) }
  }
  return {
    versions,
    current,
    facts,
    forCaller,
    // Who calls from a page sees his choices there, so that a spoken menu is wanted only by some.
    async forCall(customerId, language, channel) {
      if (channel === 'voice' && !(await current()).menu.web) return null
      return forCaller(customerId, language)
    },
    async save(base, menu, { actor, ip }, note) {
      const version = base + 1
      await database.transaction(async (tx) => {
        if (!(await insertMenu(tx, version, { menu, by: actor, note }))) throw new AppError('conflict')
        await recordAudit(tx, { actor, action: 'voice-menu.saved', target: `voice-menu:${version}`, ip })
      })
      return (await versions())[0]!
    },
  }
}
