import type { CallDeps, CallTap } from '#voice/call.ts'
import type { Ear } from '#voice/ear.ts'
import type { Ending } from '#voice/ending.ts'
import type { openCutMarks } from '#voice/mark-cut.ts'
import type { Mouth } from '#voice/playout.ts'
import type { Talk } from '#voice/talk.ts'
import type { TurnTimer } from '#voice/turn-figures.ts'
import type { TurnAction } from '#voice/turn-taking.ts'
import type { Happening } from '#voice/turns.ts'
import type { VoiceLanguage } from '#voice/wording.ts'
import type { Screen, Words } from '#voice/words.ts'

/** After the customer stopped, a recogniser may take so long. */
const RECOGNISE_MS = 4000

export type Performing = {
  deps: CallDeps
  ears: Ear
  mouth: Mouth
  talk: Talk
  timer: TurnTimer
  cuts: ReturnType<typeof openCutMarks>
  ending: Ending
  words: Words
  screen: Screen
  taps: CallTap[]
  language: VoiceLanguage
  tell: (happening: Happening) => void
  events: { onInterrupted(): void }
}

/** When the last utterance ended, and who told its text. */
const ended = new WeakMap<Talk, { at: number; engine: string | null }>()

/** Since when he says what is heard now: a turn may come in several pieces. */
const began = new WeakMap<Talk, number>()

type ActionOf<K extends TurnAction['kind']> = Extract<TurnAction, { kind: K }>

const DOES: { [K in TurnAction['kind']]: (p: Performing, action: ActionOf<K>) => void } = {
  listen: ({ deps, ears, taps, language, talk }) => {
    for (const tap of taps) tap.listening?.()
    if (!began.has(talk)) began.set(talk, deps.clock.now())
    ears.listen({ language, grammar: null, hotWords: deps.hotWords(language), limitMs: RECOGNISE_MS })
  },
  'end-utterance': (p) => void hear(p),
  'drop-utterance': ({ ears, talk }) => {
    began.delete(talk)
    ears.drop()
  },
  understand: (p, { text }) => {
    const now = p.deps.clock.now()
    p.timer.begin('speech', now, ended.get(p.talk) ?? null)
    const since = began.get(p.talk) ?? now
    began.delete(p.talk)
    if (!p.ending.said(text, since)) void answer(p, () => p.talk.tell(text))
  },
  keys: (p, { keys }) => {
    p.screen.caption('customer', keys, true)
    began.delete(p.talk)
    p.timer.begin('keys', p.deps.clock.now(), null)
    if (!p.ending.pressed(keys)) void answer(p, () => p.talk.press(keys))
  },
  pause: ({ mouth }) => mouth.pause(),
  resume: ({ mouth }) => mouth.resume(),
  stop,
  prompt: ({ words }, { what, n }) => words.house(`${what}-${n === 1 ? 1 : 2}`),
  filler: ({ words }) => words.house('filler'),
  'give-up': (p) => {
    if (!p.ending.said('', p.deps.clock.now())) void answer(p, () => p.talk.askForPerson())
  },
}

/** Does what turn-taking wants. */
export const performTurns = (p: Performing, action: TurnAction): void => DOES[action.kind](p, action as never)

async function hear(p: Performing): Promise<void> {
  const at = p.deps.clock.now()
  const { text, engine } = await p.ears.end()
  ended.set(p.talk, { at, engine })
  p.screen.caption('customer', text, true)
  const meant = text ? p.taps.filter((tap) => tap.told?.(text, null)) : []
  p.tell(meant.length ? { kind: 'taken' } : { kind: 'recognised', text })
}

async function answer(p: Performing, ask: () => Promise<void>): Promise<void> {
  await ask()
  const seq = p.talk.seq()
  if (seq !== null) p.timer.said(seq)
}

function stop({ mouth, talk, cuts, deps, events }: Performing): void {
  const cut = mouth.stop()
  events.onInterrupted()
  const conversation = talk.conversation()
  if (!conversation) return
  cuts
    .cut(conversation.id, cut)
    .catch((error: unknown) => deps.log.warn({ err: error }, 'what was not heard was not noted'))
}
