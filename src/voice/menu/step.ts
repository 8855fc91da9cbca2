import type { Key } from '#voice/contract.ts'
import type { MenuChoice, MenuTarget, PersonalMenu } from '#voice/menu/contract.ts'

/** What a key or words mean in a menu: a choice; hear it again; words for the assistant; or nothing. */
export type MenuStep =
  | { kind: 'chosen'; choice: MenuChoice; to: MenuTarget }
  | { kind: 'again' }
  | { kind: 'free'; text: string }
  | { kind: 'nothing' }

const AGAIN = /^(?:再说一遍|再说一次|重复|没听清|什么|again|repeat|pardon|say (?:that|it) again)$/i
/** Words asking for a person count everywhere, also where the menu offers none. */
const PERSON = /转人工|人工|找真人|真人|投诉|人工客服|human|real person|agent|representative|complain/i
const SOFT = /[\s，。！？、,.!?的吧啊呢嘛]|请|我想|我要|帮我|一下|please|i want to|i would like to|i'd like to/gi

/** Star says it again; keys win over words because they cannot be misheard. */
export function menuStep(menu: PersonalMenu, input: { key: Key } | { words: string }): MenuStep {
  if ('key' in input) {
    if (input.key === '*') return { kind: 'again' }
    const choice = menu.choices.find(({ key }) => key === input.key)
    return choice ? chosen(choice) : { kind: 'nothing' }
  }
  const said = input.words.trim()
  const heard = said.replace(SOFT, '').toLowerCase()
  if (!heard) return { kind: 'nothing' }
  if (AGAIN.test(said.replace(/[。.？?！!]/g, ''))) return { kind: 'again' }
  const best = menu.choices
    .map((choice) => ({ choice, match: likeness(choice, heard, menu.language) }))
    .toSorted((a, b) => b.match - a.match)[0]
  if (best && best.match > 0) return chosen(best.choice)
  if (PERSON.test(said)) return { kind: 'chosen', choice: PERSON_CHOICE, to: PERSON_CHOICE.to }
  // What no choice holds the assistant may well understand.
  return { kind: 'free', text: said }
}

/** The phrases a recogniser should listen for. */
export const grammarOf = ({ choices, language }: PersonalMenu): string[] => [
  ...new Set(choices.flatMap(({ title, words }) => [title[language], ...words[language]])),
]

const chosen = (choice: MenuChoice): MenuStep => ({ kind: 'chosen', choice, to: choice.to })

const PERSON_CHOICE: MenuChoice = {
  ...{ id: 'person', key: '0', title: { zh: '人工服务', en: 'a person' }, words: { zh: [], en: [] } },
  ...{ topic: null, atNight: true, to: { kind: 'person', senior: false, skill: null } },
}

/** The share of what was said that one of the choice's words covers; the exact word is 1. */
function likeness({ title, words }: MenuChoice, heard: string, language: 'zh' | 'en'): number {
  return Math.max(
    0,
    ...[title[language], ...words[language]].map((word) => {
      const plain = word.replace(SOFT, '').toLowerCase()
      return plain && heard.includes(plain) ? plain.length / heard.length : 0
    }),
  )
}
