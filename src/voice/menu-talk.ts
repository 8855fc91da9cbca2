import type { Key } from '#voice/contract.ts'
import type { MenuTarget, PersonalMenu } from '#voice/menu/contract.ts'
import { grammarOf, type MenuStep, menuStep } from '#voice/menu/step.ts'
import type { Talk } from '#voice/talk.ts'

/** The menu of one caller, and what each further menu says to him. */
export type CallMenu = { menu: PersonalMenu; further: (node: string) => PersonalMenu }

type MenuTalkEvents = {
  say: (line: string) => unknown
  /** The menu has said something back: the turn is over without the conversation. */
  tell: (happening: { kind: 'reply' | 'answered' }) => void
}

export type MenuTalk = Talk & {
  /** Says the menu; false when there is none. Who hears none is put through at once. */
  begin(): boolean
  /** What a recogniser should listen for while the menu is open. */
  phrases(): string[]
}

/** Begins a call with a menu: until a choice is made, keys and words go to it; then to the conversation as if said. */
export function openMenuTalk(talk: Talk, offered: CallMenu | null, { say, tell }: MenuTalkEvents): MenuTalk {
  let menu = offered?.menu ?? null
  const read = (lines: readonly string[]) => {
    for (const line of lines) say(line)
    tell({ kind: 'reply' })
    tell({ kind: 'answered' })
  }
  const go = async (to: MenuTarget, language: 'zh' | 'en'): Promise<void> => {
    if (to.kind === 'menu') {
      menu = offered!.further(to.menu)
      read(menu.lines)
      return
    }
    menu = null
    if (to.kind === 'say') await talk.tell(to.text[language])
    else await talk.askForPerson({ senior: to.senior, skill: to.skill })
  }
  const take = async (step: MenuStep, open: PersonalMenu, otherwise: () => Promise<void>): Promise<void> => {
    if (step.kind === 'chosen') return go(step.to, open.language)
    if (step.kind === 'again') return read(open.lines)
    if (step.kind === 'free') {
      menu = null
      return otherwise()
    }
    return read([NOT_OFFERED[open.language], ...open.lines.slice(1)])
  }
  return {
    ...talk,
    begin() {
      if (!menu) return false
      for (const line of menu.lines) say(line)
      const { direct, language } = menu
      if (direct) void go(direct, language)
      return true
    },
    phrases: () => (menu ? grammarOf(menu) : []),
    press: (keys) =>
      menu ? take(menuStep(menu, { key: keys.slice(0, 1) as Key }), menu, () => talk.press(keys)) : talk.press(keys),
    tell: (text) => (menu ? take(menuStep(menu, { words: text }), menu, () => talk.tell(text)) : talk.tell(text)),
    async askForPerson(wanted) {
      menu = null
      await talk.askForPerson(wanted)
    },
  }
}

const NOT_OFFERED = { zh: '没有这个选项。', en: 'That is not one of the choices.' }
