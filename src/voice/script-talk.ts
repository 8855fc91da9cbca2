import type { StepHints } from '#voice/contract.ts'
import type { MenuTalk } from '#voice/menu-talk.ts'
import type { Talk } from '#voice/talk.ts'

/** What a call of ours says next and how it goes on: wait for an answer, hang up once it was heard, or as any other call. */
export type ScriptStep = { say: readonly string[]; next: 'listen' | 'hang-up' | 'person' | 'assistant' }

/** Leads a call that we make. It is asked for a step whenever the other end did something. */
export type CallScript = {
  /** Hears each frame until we speak; true once we may. */
  ready(speaking: boolean): boolean
  begin(): ScriptStep
  told(text: string): ScriptStep
  pressed(keys: string): ScriptStep
  /** True for words that the script answers also when the call has long been another's. */
  reclaims?(text: string): boolean
  /** He was asked, or the text was over, and he said nothing. */
  gaveUp(): ScriptStep
  /** Everything said so far was heard to its end. */
  heard(): void
  /** How he is heard now. */
  hints(): StepHints
}

type ScriptTalkEvents = {
  /** False when nothing of it can be said. */
  say: (line: string) => boolean
  tell: (happening: { kind: 'reply' | 'answered' }) => void
  hangUp: () => void
}

export type ScriptTalk = MenuTalk & { hints(): StepHints | null; silent(): void }

/** A goodbye that is never heard to its end ends the call nevertheless. */
const GOODBYE_MS = 20_000

/** Follows a script until it hands the call to the assistant or a person; from then on it is a conversation as any other. */
export function openScriptTalk(talk: Talk, script: CallScript, { say, tell, hangUp }: ScriptTalkEvents): ScriptTalk {
  let led = true
  let leaving: NodeJS.Timeout | null = null
  const take = async (step: ScriptStep, text = ''): Promise<void> => {
    const said = step.say.map(say).includes(true)
    if (step.next === 'hang-up') {
      leaving ??= setTimeout(hangUp, GOODBYE_MS)
      if (!said) return hangUp()
    }
    if (said) tell({ kind: 'reply' })
    if (step.next === 'listen' || step.next === 'hang-up') return tell({ kind: 'answered' })
    led = false
    await (step.next === 'person' ? talk.askForPerson() : talk.tell(text))
  }
  return {
    ...talk,
    begin() {
      void take(script.begin())
      return true
    },
    phrases: () => (led ? [...script.hints().phrases] : []),
    hints: () => (led ? script.hints() : null),
    silent() {
      if (!led) return
      if (leaving) hangUp()
      else script.heard()
    },
    tell(text) {
      led ||= script.reclaims?.(text) ?? false
      return led ? take(script.told(text), text) : talk.tell(text)
    },
    press: (keys) => (led ? take(script.pressed(keys)) : talk.press(keys)),
    askForPerson: () => (led ? take(script.gaveUp()) : talk.askForPerson()),
    close() {
      if (leaving) clearTimeout(leaving)
      talk.close()
    },
  }
}
