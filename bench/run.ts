// `npm run bench NAME`: runs one bench, or all of them; the last line of each is one JSON object with its figures.
import { benchAlertTimes } from './alert-times.ts'
import { benchAnswers } from './answers.ts'
import { benchAssist } from './assist.ts'
import { benchBandit } from './bandit.ts'
import { benchDesk } from './desk.ts'
import { benchEmotionAlerts } from './emotion-alerts.ts'
import { fuzzUnderstanding } from './fuzz-understanding.ts'
import { benchHistory } from './history.ts'
import { benchIvr } from './ivr.ts'
import { benchRetrieval } from './retrieval.ts'
import { benchRouting } from './routing.ts'
import { benchSockets } from './sockets.ts'
import { benchSpeech } from './speech.ts'
import { benchStart } from './start.ts'
import { benchTurns } from './turns.ts'
import { benchUnderstanding } from './understanding/understanding.ts'
import { benchVoice } from './voice.ts'

const BENCHES: Record<string, (args: string[]) => Promise<unknown>> = {
  turns: benchTurns,
  sockets: benchSockets,
  desk: benchDesk,
  history: benchHistory,
  start: benchStart,
  bandit: benchBandit,
  assist: benchAssist,
  understanding: benchUnderstanding,
  fuzz: fuzzUnderstanding,
  'emotion-alerts': benchEmotionAlerts,
  'alert-times': benchAlertTimes,
  retrieval: benchRetrieval,
  answers: benchAnswers,
  routing: benchRouting,
  speech: benchSpeech,
  ivr: benchIvr,
  voice: benchVoice,
}

const words = process.argv.slice(2)
// What follows the first option belongs to the bench.
const options = words.findIndex((word) => word.startsWith('--'))
const asked = options < 0 ? words : words.slice(0, options)
const args = options < 0 ? [] : words.slice(options)
const unknown = asked.filter((name) => !(name in BENCHES))
if (unknown.length) {
  process.stderr.write(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}\n`)
  process.exitCode = 1
} else {
  for (const name of asked.length ? asked : Object.keys(BENCHES)) {
    process.stdout.write(`${JSON.stringify(await BENCHES[name]!(args))}\n`)
  }
}
