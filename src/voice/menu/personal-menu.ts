import type { CallerFacts, MenuChoice, MenuNode, MenuReason, PersonalMenu, VoiceMenu } from '#voice/menu/contract.ts'
import { PHRASES } from '#voice/menu/phrases.ts'

/** Topics used at least so often are a habit. */
const HABIT = 2
const SHORT = 3
const SLOW = 0.85
const AS_USUAL = 1

/** The menu one caller hears at this time. `open`: whether people are at work. Pure: the same facts give the same menu. */
export function personalMenu(menu: VoiceMenu, facts: CallerFacts, open: boolean): PersonalMenu {
  const { language } = facts
  const root = menu.nodes.find(({ id }) => id === menu.root)!
  const because: MenuReason[] = []
  const speed = facts.elderly ? SLOW : AS_USUAL
  const known = facts.used.length > 0 || facts.likely.length > 0 || facts.pending !== null || facts.lastNegative
  const byDay = known || menu.skipTiers.includes(facts.tier) ? menu.briefGreeting : menu.greeting
  const greeting = (open ? byDay : menu.nightGreeting)[language]
  if (!open) because.push('night')
  if (facts.elderly) because.push('elderly')
  const say = (lines: string[], choices: MenuChoice[]): PersonalMenu => ({
    ...{ language, speed, choices, direct: null, because },
    lines: [greeting, ...lines, ...choices.map((choice) => offer(choice, language)), PHRASES.justSay[language]],
  })
  if (open && facts.lastNegative) return toPerson(facts, 'negative', greeting, speed)
  if (open && menu.skipTiers.includes(facts.tier)) return toPerson(facts, 'vip', greeting, speed)
  const choices = offered(root, open)
  if (facts.pending) {
    because.push('pending')
    const about = choiceFor(menu, facts.pending.topic)
    return say([facts.pending.state], renumbered([...(about ? [about] : []), more(menu), ...personOf(choices)]))
  }
  const habits = facts.used
    .filter(({ times }) => times >= HABIT)
    .toSorted((a, b) => b.times - a.times)
    .flatMap(({ topic }) => choiceFor(menu, topic) ?? [])
    .filter((choice) => open || choice.atNight)
  const onHand = facts.likely
    .flatMap((topic) => choiceFor(menu, topic) ?? [])
    .filter((choice) => (open || choice.atNight) && !habits.includes(choice))
  if (habits.length || onHand.length) {
    because.push(...(habits.length ? ['frequent' as const] : []), ...(onHand.length ? ['on-hand' as const] : []))
    const own = [...habits, ...onHand].slice(0, SHORT)
    return say([], renumbered([...own, more(menu), ...personOf(choices)]))
  }
  // Three things are as many as one keeps in mind while listening slowly.
  if (facts.elderly && choices.length > SHORT + 1) {
    const first = choices.filter(({ to }) => to.kind !== 'person').slice(0, SHORT - 1)
    return say([], renumbered([...first, more(menu), ...personOf(choices)]))
  }
  return say([root.prompt[language]], choices)
}

/** The next menu, after a choice that leads to one. */
export function nodeMenu(menu: VoiceMenu, id: string, before: PersonalMenu, open: boolean): PersonalMenu {
  const node = menu.nodes.find((one) => one.id === id) ?? menu.nodes.find((one) => one.id === menu.root)!
  const choices = offered(node, open)
  const { language } = before
  const lines = [node.prompt[language], ...choices.map((choice) => offer(choice, language))]
  return { ...before, lines, choices, direct: null }
}

function toPerson(facts: CallerFacts, why: 'vip' | 'negative', greeting: string, speed: number): PersonalMenu {
  return {
    ...{ language: facts.language, speed, choices: [] },
    lines: [greeting, PHRASES[why][facts.language]],
    direct: { kind: 'person', senior: why === 'negative', skill: null },
    because: facts.elderly ? ['elderly', why] : [why],
  }
}

const offer = ({ title, key }: MenuChoice, language: 'zh' | 'en'): string =>
  PHRASES.offer[language].replace('{title}', title[language]).replace('{key}', key)

const offered = (node: MenuNode, open: boolean): MenuChoice[] => node.choices.filter(({ atNight }) => open || atNight)

const choiceFor = (menu: VoiceMenu, topic: string): MenuChoice | null =>
  menu.nodes.flatMap(({ choices }) => choices).find((choice) => choice.topic === topic) ?? null

const personOf = (choices: readonly MenuChoice[]): MenuChoice[] =>
  choices.filter(({ to }) => to.kind === 'person').slice(0, 1)

/** The way to everything else. */
const more = (menu: VoiceMenu): MenuChoice => ({
  ...{ id: 'more', key: '9', title: PHRASES.more, words: PHRASES.moreWords, topic: null, atNight: true },
  to: { kind: 'menu', menu: menu.root },
})

/** A short menu counts from one; a person stays where callers look for one: at zero. */
function renumbered(choices: readonly MenuChoice[]): MenuChoice[] {
  let next = 1
  return choices.map((choice) => ({ ...choice, key: choice.to.kind === 'person' ? '0' : (String(next++) as '1') }))
}
