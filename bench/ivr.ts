import type { CallerFacts, MenuChoice, PersonalMenu } from '#voice/menu/contract.ts'
import { FIRST_MENU } from '#voice/menu/first-menu.ts'
import { nodeMenu, personalMenu } from '#voice/menu/personal-menu.ts'
import { menuStep } from '#voice/menu/step.ts'
import { readAloud } from '#voice/reading/read-aloud.ts'

/** How callers and voices behave, in seconds: said syllables, deciding, pressing, speaking, hearing, waiting after words. */
const SYLLABLES_A_SECOND = 4.5
const WORDS_A_SECOND = 2.6
const PAUSE = 0.35
const DECIDES = 0.9
const PRESSES = 0.6
const SPEAKS = 1.6
const END_OF_SPEECH = 0.5
const HEARING = 0.3
/** Share of spoken requests that are not understood and asked again; closed grammars measured 0…8 %. */
const MISHEARD = 0.08
/** Share of callers who speak to a machine that invites them to. */
const SPEAKERS = 0.6
const CALLS = 20_000

type Need = { topic: string; weight: number }
type Persona = { name: string; facts: CallerFacts; needs: Need[] }
const facts = (known: Partial<CallerFacts>): CallerFacts => ({
  ...{ language: 'zh', tier: 'regular', elderly: false, used: [], likely: [], pending: null, lastNegative: false },
  ...known,
})

/** The demo cast with what each of them has on hand: orders on their way, a return, a complaint, an invoice of the past. */
const CAST: Persona[] = [
  {
    name: 'c-lin (VIP)',
    facts: facts({ tier: 'vip' }),
    needs: [{ topic: 'person', weight: 1 }],
  },
  {
    name: 'c-zhou (elderly)',
    facts: facts({ elderly: true, likely: ['logistics'] }),
    needs: [
      { topic: 'person', weight: 2 },
      { topic: 'fault_diagnosis', weight: 2 },
      { topic: 'refund', weight: 1 },
      { topic: 'logistics', weight: 1 },
    ],
  },
  {
    name: 'c-xu (first order, just paid)',
    facts: facts({ likely: ['order_query', 'change_address', 'cancel_order'] }),
    needs: [
      { topic: 'order_query', weight: 3 },
      { topic: 'cancel_order', weight: 1 },
      { topic: 'change_address', weight: 1 },
      { topic: 'invoice', weight: 1 },
    ],
  },
  {
    name: 'c-chen (return under way)',
    facts: facts({
      tier: 'silver',
      pending: { state: '您的吹风机退货正在验货，通过后一到三个工作日退款', topic: 'refund_progress' },
    }),
    needs: [
      { topic: 'refund_progress', weight: 6 },
      { topic: 'person', weight: 1 },
      { topic: 'logistics', weight: 1 },
    ],
  },
  {
    name: 'c-wang (last contact bad)',
    facts: facts({ tier: 'gold', lastNegative: true }),
    needs: [
      { topic: 'person', weight: 3 },
      { topic: 'complaint', weight: 2 },
    ],
  },
  {
    name: 'c-emma (English)',
    facts: facts({ language: 'en', likely: ['logistics', 'refund'] }),
    needs: [
      { topic: 'logistics', weight: 3 },
      { topic: 'refund', weight: 1 },
      { topic: 'warranty', weight: 1 },
    ],
  },
  {
    name: 'c-zhao (frequent)',
    facts: facts({
      tier: 'silver',
      used: [
        { topic: 'invoice', times: 4 },
        { topic: 'order_query', times: 3 },
      ],
      likely: ['order_query'],
    }),
    needs: [
      { topic: 'invoice', weight: 4 },
      { topic: 'order_query', weight: 3 },
      { topic: 'repair', weight: 1 },
    ],
  },
]

/**
 * Seconds until a caller is where he wanted, in our menu and in a fixed one of the same content, by the same calls. In
 * both he presses as soon as he has heard his choice. `keys` leaves out all speech, so that it shows what knowing the
 * caller is worth; `both` lets those speak who would.
 */
export async function benchIvr(): Promise<unknown> {
  const rows = CAST.map((persona) => {
    const ways = { fixed: 0, keys: 0, both: 0 }
    for (const [way, options] of [
      ['fixed', { fixed: true, speech: false }],
      ['keys', { fixed: false, speech: false }],
      ['both', { fixed: false, speech: true }],
    ] as const) {
      const random = randomOf(20_261_128)
      let total = 0
      for (let call = 0; call < CALLS; call++) total += secondsOf(persona, needOf(persona, random), options, random)
      ways[way] = total / CALLS
    }
    return { name: persona.name, ...ways }
  })
  const mean = (way: 'fixed' | 'keys' | 'both') => rows.reduce((sum, row) => sum + row[way], 0) / rows.length
  const all = { name: 'the cast', fixed: mean('fixed'), keys: mean('keys'), both: mean('both') }
  for (const { name, fixed, keys, both } of [...rows, all])
    process.stdout.write(
      `  ${name.padEnd(28)} fixed ${fixed.toFixed(1).padStart(5)} s   ours by keys ${keys.toFixed(1).padStart(5)} s ` +
        `(-${share(fixed, keys)} %)   keys and speech ${both.toFixed(1).padStart(5)} s (-${share(fixed, both)} %)\n`,
    )
  return {
    fixedSeconds: round(all.fixed),
    keysSeconds: round(all.keys),
    bothSeconds: round(all.both),
    shorterByKeys: share(all.fixed, all.keys),
    shorter: share(all.fixed, all.both),
  }
}

type Options = { fixed: boolean; speech: boolean }

function secondsOf(
  { facts: known, needs: _ }: Persona,
  need: string,
  { fixed, speech }: Options,
  random: () => number,
) {
  const base = facts({ language: known.language, elderly: false })
  let menu = fixed ? personalMenu(FIRST_MENU, base, true) : personalMenu(FIRST_MENU, known, true)
  // A fixed menu does not invite anybody to speak.
  if (fixed) menu = { ...menu, lines: menu.lines.slice(0, -1) }
  // He is put through while the rest is said: the waiting that follows is the queue's, not the menu's.
  if (menu.direct) return lines(menu, menu.lines.slice(0, 1)) + arrives(need)
  // Who wanted the state of his return has it once it is said.
  if (!fixed && known.pending?.topic === need) return lines(menu, menu.lines.slice(0, 2))
  let seconds = 0
  if (speech && random() < SPEAKERS) {
    // He has heard the greeting, says what he needs, and says it again when it was not understood.
    seconds += lines(menu, menu.lines.slice(0, known.pending ? 2 : 1))
    for (let attempt = 0; attempt < 2; attempt++) {
      seconds += DECIDES + SPEAKS + END_OF_SPEECH + HEARING
      if (random() >= MISHEARD) return seconds
      seconds += 2
    }
  }
  for (let depth = 0; depth < 4; depth++) {
    const choice = wayTo(menu, need)
    if (!choice) return seconds + lines(menu, menu.lines) + 30
    const heard = menu.lines.findIndex(
      (line) => line.includes(choice.title[menu.language]) && line.includes(choice.key),
    )
    seconds += lines(menu, menu.lines.slice(0, heard + 1)) + DECIDES + PRESSES
    const step = menuStep(menu, { key: choice.key })
    if (step.kind !== 'chosen' || step.to.kind !== 'menu') return seconds
    menu = nodeMenu(FIRST_MENU, step.to.menu, menu, true)
  }
  return seconds
}

/** Whoever is put through to a person and wanted something else tells it in a sentence. */
const arrives = (need: string): number => (need === 'person' ? 0 : DECIDES + SPEAKS)

/** The choice that serves the need, or the menu it is in. */
function wayTo(menu: PersonalMenu, need: string): MenuChoice | undefined {
  const serves = (choice: MenuChoice) => (need === 'person' ? choice.to.kind === 'person' : choice.topic === need)
  const direct = menu.choices.find(serves)
  if (direct) return direct
  const within = menu.choices.filter(({ to }) => to.kind === 'menu')
  return (
    within.find(({ to }) => {
      const node = to.kind === 'menu' ? FIRST_MENU.nodes.find(({ id }) => id === to.menu) : undefined
      return node?.choices.some(serves)
    }) ?? within.find(({ id }) => id === 'more')
  )
}

/** How long lines take, as they are read aloud. */
function lines(menu: PersonalMenu, said: readonly string[]): number {
  const spoken = said.flatMap((line) => readAloud(line, menu.language))
  const units = spoken.reduce((sum, line) => sum + unitsOf(line, menu.language), 0)
  return units / (menu.language === 'zh' ? SYLLABLES_A_SECOND : WORDS_A_SECOND) / menu.speed + PAUSE * said.length
}
const unitsOf = (line: string, language: 'zh' | 'en'): number =>
  language === 'zh' ? (line.match(/\p{Script=Han}/gu) ?? []).length : line.split(/\s+/).filter(Boolean).length

function needOf({ needs }: Persona, random: () => number): string {
  const at = random() * needs.reduce((sum, { weight }) => sum + weight, 0)
  let passed = 0
  for (const { topic, weight } of needs) {
    passed += weight
    if (at < passed) return topic
  }
  return needs[0]!.topic
}

function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const share = (before: number, now: number): number => Math.round(100 * (1 - now / before))
const round = (value: number): number => Math.round(value * 10) / 10
