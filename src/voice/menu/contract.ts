import { z } from 'zod'
import { KEYS } from '#voice/contract.ts'

const both = (most: number) =>
  z.object({ zh: z.string().trim().min(1).max(most), en: z.string().trim().min(1).max(most) })
const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const word = z.string().trim().min(1).max(40)

/** Where a choice leads: another menu, words that are put to the assistant as if the caller had said them, or a person. */
export const menuTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('menu'), menu: id }),
  z.object({ kind: z.literal('say'), text: both(100) }),
  z.object({ kind: z.literal('person'), senior: z.boolean(), skill: z.string().max(40).nullable() }),
])
export type MenuTarget = z.infer<typeof menuTarget>

/** One choice: by its key, or by any of its words. `topic` is the intent it serves; callers who use it hear it first. */
export const menuChoice = z.object({
  id,
  key: z.enum(KEYS),
  title: both(30),
  words: z.object({ zh: z.array(word).max(20), en: z.array(word).max(20) }),
  topic: z.string().max(60).nullable(),
  /** Whether it is offered while nobody is at work. */
  atNight: z.boolean(),
  to: menuTarget,
})
export type MenuChoice = z.infer<typeof menuChoice>

export const menuNode = z.object({ id, prompt: both(200), choices: z.array(menuChoice).min(1).max(12) })
export type MenuNode = z.infer<typeof menuNode>

/** The whole menu of a line. `skipTiers` go straight to a person; the greetings come before everything. */
export const voiceMenu = z
  .object({
    greeting: both(200),
    /** For callers we know: short, they have heard the other. */
    briefGreeting: both(100),
    nightGreeting: both(300),
    skipTiers: z.array(z.string().min(1).max(30)).max(10),
    /** Calls from a page begin with it as well. */
    web: z.boolean().default(false),
    root: id,
    nodes: z.array(menuNode).min(1).max(30),
  })
  .superRefine((menu, context) => {
    const ids = new Set(menu.nodes.map((node) => node.id))
    const issue = (message: string, path: (string | number)[]) => context.addIssue({ code: 'custom', message, path })
    if (ids.size !== menu.nodes.length) issue('two menus have the same id', ['nodes'])
    if (!ids.has(menu.root)) issue('the first menu does not exist', ['root'])
    menu.nodes.forEach((node, n) => {
      const keys = node.choices.map(({ key }) => key)
      if (new Set(keys).size !== keys.length) issue('a key is given twice', ['nodes', n])
      node.choices.forEach(({ to }, c) => {
        if (to.kind === 'menu' && !ids.has(to.menu)) issue(`there is no menu ${to.menu}`, ['nodes', n, 'choices', c])
      })
    })
  })
export type VoiceMenu = z.infer<typeof voiceMenu>

/**
 * What is known of a caller. `used`: topics of the last ninety days with how often; `likely`: topics that what he has on
 * hand makes likely, the likeliest first; `pending`: a return under way, its state as it is told.
 */
export const callerFacts = z.object({
  language: z.enum(['zh', 'en']),
  tier: z.string(),
  elderly: z.boolean(),
  used: z.array(z.object({ topic: z.string(), times: z.number().int().positive() })),
  likely: z.array(z.string()),
  pending: z.object({ state: z.string(), topic: z.string() }).nullable(),
  lastNegative: z.boolean(),
})
export type CallerFacts = z.infer<typeof callerFacts>

export const menuReason = z.enum(['vip', 'negative', 'pending', 'frequent', 'on-hand', 'elderly', 'night'])
export type MenuReason = z.infer<typeof menuReason>

/** What one caller hears: sentences, then choices; or `direct`: nothing is asked. `speed` 1 is as usual. */
export const personalMenu = z.object({
  language: z.enum(['zh', 'en']),
  speed: z.number(),
  lines: z.array(z.string()),
  choices: z.array(menuChoice),
  direct: menuTarget.nullable(),
  because: z.array(menuReason),
})
export type PersonalMenu = z.infer<typeof personalMenu>

export const menuVersion = z.object({
  version: z.number().int(),
  menu: voiceMenu,
  by: z.string(),
  note: z.string(),
  at: z.string(),
})
export type MenuVersion = z.infer<typeof menuVersion>
