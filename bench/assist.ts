// Live assist, simulated: do the suggestions get better the more agents use, edit and pass over them?
import { FEATURES, type SuggestionKind } from '#desk/assist/contract.ts'
import { openRanker, type Ranker } from '#desk/assist/ranker.ts'
import { seededNormal, seededRandom } from '#learning/random.ts'
import { say } from './processes.ts'

const ROUNDS = 3000
const WORLDS = 5
const SHOWN = 6
const KINDS: SuggestionKind[] = ['answer', 'script', 'step', 'similar']

type Candidate = { kind: SuggestionKind; refId: string; features: number[]; worth: number }
type Figures = { first: number; reciprocal: number }

export async function benchAssist() {
  const runs = Array.from({ length: WORLDS }, (_, run) => simulate(run))
  const mean = (pick: (run: ReturnType<typeof simulate>) => number) =>
    Math.round((runs.reduce((sum, run) => sum + pick(run), 0) / runs.length) * 1000) / 1000
  const figures = {
    untaughtFirst: mean(({ untaught }) => untaught.first),
    learntFirst: mean(({ learnt }) => learnt.first),
    untaughtReciprocal: mean(({ untaught }) => untaught.reciprocal),
    learntReciprocal: mean(({ learnt }) => learnt.reciprocal),
    after100First: mean(({ early }) => early.first),
    bestFirst: mean(({ best }) => best.first),
  }
  say(`${WORLDS} teams with tastes of their own, ${ROUNDS} messages each, last third counted`)
  say(
    `  the first suggestion is taken: untaught ${percent(figures.untaughtFirst)}, learnt ${percent(figures.learntFirst)},`,
  )
  say(
    `  after 100 messages ${percent(figures.after100First)}, knowing all of the team's taste ${percent(figures.bestFirst)}`,
  )
  say(
    `  mean reciprocal place of what is taken: untaught ${figures.untaughtReciprocal}, learnt ${figures.learntReciprocal}`,
  )
  return { bench: 'assist', rounds: ROUNDS, worlds: WORLDS, ...figures }
}

const percent = (value: number) => `${(value * 100).toFixed(1)} %`

/** One team: messages come, things are offered, an agent takes the first he likes, edits it, or writes himself. */
function simulate(run: number) {
  const world = openWorld(run)
  const random = seededRandom(`assist ${run}`)
  const learner = openRanker()
  const untaught = openRanker()
  const late = { untaught: tally(), learnt: tally(), best: tally() }
  const early = tally()
  for (let round = 0; round < ROUNDS; round++) {
    const all = world.ask()
    // The same mood of the agent meets every order, so that the orders can be compared.
    const likes = new Map(all.map((one) => [one, random()]))
    const order = ranked(learner, all)
    const taken = choose(order, likes)
    if (round >= 100 && round < 300) early.add(order, taken)
    if (round >= (ROUNDS * 2) / 3) {
      const best = [...all].sort((a, b) => b.worth - a.worth)
      const plain = ranked(untaught, all)
      late.learnt.add(order, taken)
      late.untaught.add(plain, choose(plain, likes))
      late.best.add(best, choose(best, likes))
    }
    if (!taken) continue
    const reward = random() < 0.3 ? 0.7 : 1
    learner.learn({ ...taken, reward, weight: 1 })
    for (const one of order.slice(0, order.indexOf(taken))) learner.learn({ ...one, reward: 0, weight: 0.4 })
  }
  return {
    ...{ untaught: late.untaught.figures(), learnt: late.learnt.figures(), best: late.best.figures() },
    early: early.figures(),
  }
}

const ranked = (ranker: Ranker, all: Candidate[]) => [...all].sort((a, b) => ranker.chance(b) - ranker.chance(a))

/** He looks from the top down, each place a little less willing, and takes the first he likes. */
const choose = (order: Candidate[], likes: Map<Candidate, number>): Candidate | null =>
  order.slice(0, SHOWN).find((one, place) => likes.get(one)! < one.worth * 0.93 ** place) ?? null

function tally() {
  let [n, first, reciprocal] = [0, 0, 0]
  return {
    add(order: Candidate[], taken: Candidate | null) {
      n++
      if (!taken) return
      const place = order.indexOf(taken)
      if (place === 0) first++
      reciprocal += 1 / (place + 1)
    },
    figures: (): Figures => ({ first: n ? first / n : 0, reciprocal: n ? reciprocal / n : 0 }),
  }
}

/** A team whose taste differs from what is believed at first, and eighty things of which some are simply better. */
function openWorld(run: number): { ask(): Candidate[] } {
  const normal = seededNormal(`team ${run}`)
  const random = seededRandom(`messages ${run}`)
  const taste = [-4.4, 2.6, 0.2, 0.4, 0.9, 0.6, 1.4, 0.8, 1.2, 0.4, 1.3, -2].map((usual) => usual + 0.9 * normal())
  taste[0] = -4.2
  const quality = Array.from({ length: 80 }, () => 1.1 * normal())
  const ask = (): Candidate[] => {
    const upset = random() < 0.3 ? random() : 0
    const asks = random() < 0.6 ? 1 : 0
    return Array.from({ length: 8 }, () => {
      const kind = KINDS[Math.floor(random() * KINDS.length)]!
      const id = Math.floor(random() * 80)
      const informs = kind === 'answer' || kind === 'similar'
      const features = [
        ...[1, random(), ...KINDS.map((one) => (one === kind ? 1 : 0))],
        ...[kind === 'script' && random() < 0.5 ? 1 : 0, kind === 'script' && random() < 0.3 ? 1 : 0],
        ...[random() < 0.3 ? random() : 0, informs ? asks : 0, kind === 'script' ? upset : -0.3 * upset],
        random() < 0.1 ? 1 : 0,
      ]
      const sum = features.reduce((whole, value, i) => whole + value * taste[i]!, quality[id]!)
      return { kind, refId: `r${id}`, features, worth: 1 / (1 + Math.exp(-sum)) }
    })
  }
  if (taste.length !== FEATURES.length) throw new Error('the team has a taste for every feature')
  return { ask }
}
