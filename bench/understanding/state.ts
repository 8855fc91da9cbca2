import { tokensOf } from '#understanding/slots/spans.ts'
import { type Folders, partsOf, type Row } from './data.ts'
import { absent, type Example, percent, round, teach } from './slots.ts'

type Turn = [turn: number, text: string, intent: string, slots: [string, string][]]
type Dialogue = Row & { id: string; domain: string; user: Turn[] }

/** Turns without a slot are many and alike; so many of them teach for one that has some. */
const EMPTY_SHARE = 0.5
/** Turns that teach; more add little and take their time. */
const MOST_TURNS = Number(process.env.STATE_TURNS ?? 20_000)

/**
 * Dialogue state: every slot filled so far, the latest value counts. Reported are F1 of the slots of single turns, F1
 * of the state, and the share of turns at which the whole state is right.
 */
export async function benchState(folders: Folders): Promise<Record<string, unknown> | null> {
  const parts = partsOf<Dialogue>(folders, 'flow_multidogo_cs_en')
  if (!parts) return absent('state')
  const began = performance.now()
  const tag = teach(thinned(parts.train), true)
  const seconds = (performance.now() - began) / 1000
  const total = { right: 0, guessed: 0, wanted: 0, turnRight: 0, turnGuessed: 0, turnWanted: 0, exact: 0, turns: 0 }
  for (const dialogue of parts.test) {
    const wanted = new Map<string, string>()
    const guessed = new Map<string, string>()
    for (const example of examplesOf(dialogue)) {
      const tokens = tokensOf(example.text)
      const gold = example.slots.map(([slot, value]): [string, string] => [slot, tokensOf(value).join(' ')])
      const own = tag(example).map(({ slot, start, end }): [string, string] => [
        slot,
        tokens.slice(start, end).join(' '),
      ])
      total.turnRight += overlap(new Map(own), new Map(gold))
      total.turnGuessed += new Map(own).size
      total.turnWanted += new Map(gold).size
      for (const [slot, value] of gold) wanted.set(slot, value)
      for (const [slot, value] of own) guessed.set(slot, value)
      total.turns++
      if (wanted.size === guessed.size && overlap(guessed, wanted) === wanted.size) total.exact++
    }
    total.right += overlap(guessed, wanted)
    total.guessed += guessed.size
    total.wanted += wanted.size
  }
  const figures = {
    turnSlotF1: round((2 * total.turnRight) / (total.turnGuessed + total.turnWanted)),
    finalStateF1: round((2 * total.right) / (total.guessed + total.wanted)),
    jointAccuracy: round(total.exact / total.turns),
    trainSeconds: round(seconds),
  }
  process.stdout.write(
    `state multidogo (${parts.split}, ${parts.train.length} → ${parts.test.length} dialogues): slots of turns F1 ${percent(figures.turnSlotF1)}, final state F1 ${percent(figures.finalStateF1)}, joint accuracy of turns ${percent(figures.jointAccuracy)}, trained in ${seconds.toFixed(1)} s\n`,
  )
  return figures
}

/** What a turn may know: its domain, and the slots of the turns before are not among it. */
const examplesOf = ({ domain, user }: Dialogue): Example[] =>
  user.map(([, text, , slots]) => ({ text, slots, context: [domain] }))

function thinned(dialogues: Dialogue[]): Example[] {
  const all = dialogues.flatMap(examplesOf)
  const filled = all.filter(({ slots }) => slots.length > 0)
  const empty = all.filter(({ slots }) => slots.length === 0)
  const take = <T>(items: T[], most: number) => items.filter((_, i) => (i * most) % items.length < most)
  const some = take(filled, Math.min(filled.length, Math.round(MOST_TURNS / (1 + EMPTY_SHARE))))
  return [...some, ...take(empty, Math.min(empty.length, Math.round(some.length * EMPTY_SHARE)))]
}

const overlap = (own: Map<string, string>, gold: Map<string, string>) =>
  [...own].filter(([slot, value]) => gold.get(slot) === value).length
