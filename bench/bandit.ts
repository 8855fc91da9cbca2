// Choosing among close answers, simulated: does learning from feedback pay, and can the off-policy figures be believed?
import { type Arm, type Bandit, draw, type Reward, trainBandit } from '#learning/bandit.ts'
import { FEATURES } from '#learning/choose-answer.ts'
import { estimate, firstArm, type Logged, type Policy } from '#learning/off-policy.ts'
import { seededNormal, seededRandom } from '#learning/random.ts'
import { say } from './processes.ts'

const ROUNDS = 4000
const EVERY = 50
const RUNS = 5
const ENOUGH = 30

type Question = { arms: Arm[]; truth: number[] }
type Figures = { regretByScore: number; regretLearnt: number; lastQuarter: number; errors: Record<string, number[]> }

export async function benchBandit() {
  const runs = Array.from({ length: RUNS }, (_, run) => simulate(run, 0.2))
  const plain = Array.from({ length: RUNS }, (_, run) => simulate(run, 0))
  const mean = (values: number[]) => Math.round((values.reduce((a, b) => a + b, 0) / values.length) * 10_000) / 10_000
  const regretByScore = mean(runs.map((run) => run.regretByScore))
  const regretLearnt = mean(runs.map((run) => run.regretLearnt))
  const lastQuarter = mean(runs.map((run) => run.lastQuarter))
  say(`${RUNS} worlds, ${ROUNDS} close choices each; regret: share of rewards lost against always knowing the best`)
  say(`  best score first   ${(regretByScore * 100).toFixed(2)} %`)
  say(
    `  learnt             ${(regretLearnt * 100).toFixed(2)} %, in the last quarter ${(lastQuarter * 100).toFixed(2)} %`,
  )
  const needless = mean(plain.map((run) => run.regretLearnt - run.regretByScore))
  say(`  where the best score is always right, learning costs ${(needless * 100).toFixed(2)} %`)
  const errors: Record<string, number> = {}
  say('off-policy estimates, mean distance from the truth (points of reward share):')
  for (const name of Object.keys(runs[0]!.errors)) {
    errors[name] = mean(runs.flatMap((run) => run.errors[name]!))
    say(`  ${name.padEnd(34)}${(errors[name] * 100).toFixed(2)}`)
  }
  return { bench: 'bandit', rounds: ROUNDS, worlds: RUNS, regretByScore, regretLearnt, lastQuarter, needless, errors }
}

/** One world: questions come, an answer is chosen, the customer is content or not; the policy learns now and then. */
function simulate(run: number, spread: number): Figures {
  const world = openWorld(run, spread)
  const random = seededRandom(`rewards ${run}`)
  const rewards: Reward[] = []
  const logged: Logged[] = []
  const asked: Question[] = []
  let bandit: Bandit | null = null
  let [best, byScore, learnt, bestLate, learntLate] = [0, 0, 0, 0, 0]
  for (let round = 0; round < ROUNDS; round++) {
    const question = world.ask()
    const { arms, truth } = question
    const chances = bandit ? bandit.chances(arms, `${run} ${round}`) : arms.map((_, i) => (i === 0 ? 1 : 0))
    const chosen = draw(chances, `${run} ${round}`)
    const reward = random() < truth[chosen]! ? 1 : 0
    rewards.push({ arm: arms[chosen]!, reward })
    best += Math.max(...truth)
    byScore += truth[0]!
    learnt += truth[chosen]!
    if (round >= ROUNDS * 0.75) {
      bestLate += Math.max(...truth)
      learntLate += truth[chosen]!
    }
    if (bandit && round >= ROUNDS / 2) {
      logged.push({ arms, chances, chosen, reward })
      asked.push(question)
    }
    if (rewards.length >= ENOUGH && round % EVERY === 0) bandit = trainBandit(rewards, FEATURES.length)
  }
  return {
    regretByScore: 1 - byScore / best,
    regretLearnt: 1 - learnt / best,
    lastQuarter: 1 - learntLate / bestLate,
    errors: judge(logged, asked, bandit!),
  }
}

/** How far the estimates of two policies are from what these policies would really have earned on the same questions. */
function judge(logged: Logged[], asked: Question[], bandit: Bandit): Record<string, number[]> {
  const policies: Record<string, Policy> = {
    'best score first': firstArm,
    'evenly at random': (arms) => arms.map(() => 1 / arms.length),
    'learnt, greedy': (arms) => {
      const values = arms.map((arm) => bandit.expect(arm))
      return values.map((_, i) => (i === values.indexOf(Math.max(...values)) ? 1 : 0))
    },
  }
  const errors: Record<string, number[]> = {}
  for (const [name, policy] of Object.entries(policies)) {
    const truth =
      asked.reduce((sum, { arms, truth }, i) => {
        const chances = policy(arms, i)
        return sum + truth.reduce((own, value, k) => own + chances[k]! * value, 0)
      }, 0) / asked.length
    const found = estimate(logged, policy)!
    errors[`${name}: IPS`] = [Math.abs(found.ips - truth)]
    errors[`${name}: SNIPS`] = [Math.abs(found.snips - truth)]
    errors[`${name}: doubly robust`] = [Math.abs(found.doublyRobust - truth)]
  }
  return errors
}

/** Sixty articles that answer more or less well (`spread`); the search score tells of that only in part. */
function openWorld(run: number, spread: number): { ask(): Question } {
  const normal = seededNormal(`world ${run}`)
  const random = seededRandom(`questions ${run}`)
  const quality = Array.from({ length: 60 }, () => spread * normal())
  const ask = (): Question => {
    const first = Math.floor(random() * 20) * 3
    const count = random() < 0.5 ? 2 : 3
    const drawn = Array.from({ length: count }, (_, i) => ({ id: first + i, score: 0.45 + 0.08 * random() }))
    const close = drawn.sort((a, b) => b.score - a.score)
    const arms = close.map(({ id, score }, place) => ({
      articleId: `a${id}`,
      features: [1, score, close[0]!.score - score, id % 2, place === 1 ? 1 : 0, place === 2 ? 1 : 0],
    }))
    const truth = close.map(({ id, score }) => Math.min(0.95, Math.max(0.05, score + 0.05 + quality[id]!)))
    return { arms, truth }
  }
  return { ask }
}
