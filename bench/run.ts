// `npm run bench NAME`: runs one bench, or all of them; the last line of each is one JSON object with its figures.
import { benchSockets } from './sockets.ts'
import { benchStart } from './start.ts'
import { benchTurns } from './turns.ts'

const BENCHES: Record<string, () => Promise<unknown>> = {
  turns: benchTurns,
  sockets: benchSockets,
  start: benchStart,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in BENCHES))
if (unknown.length) {
  process.stderr.write(`There is no bench ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}\n`)
  process.exitCode = 1
} else {
  for (const name of asked.length ? asked : Object.keys(BENCHES)) {
    process.stdout.write(`${JSON.stringify(await BENCHES[name]!())}\n`)
  }
}
