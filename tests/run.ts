// `npm test`: the checks, then every test file; `npm test -- integration` leaves out checks, browser journeys and
// files that open no database: they say the same on any. Integration tests run on every PostgreSQL that DATABASE_URL
// names (addresses with spaces between), each file on one of them.

import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { printVerdict, runChecks } from './check.ts'
import { prepareStorages } from './harness/prepared.ts'
import { type FileResult, runFile } from './run-file.ts'
import { ROOT } from './tree.ts'

const integrationOnly = process.argv.includes('integration')
const only = process.argv.slice(2).filter((word) => word !== 'integration')
const servers = (process.env.DATABASE_URL ?? '').split(' ')

/** What plays or hears sound as it comes: every 20 ms. */
const SOUND =
  /^src\/(voice\/transports|engines\/(asr|tts|vad))\/|^tests\/(corridor|journeys)\/(call|telephone|agent-phone|hearing|recordings|speech)/
/** What takes longest starts first, so that no lane is left alone with it at the end. */
const LONG =
  /^tests\/(corridor\/(kill|two-nodes|packs|graceful)|journeys\/(access|laptop|learning)|conversations\/|api\/bad-input|llm\/killed)/

/** Minutes of sound as it comes, of which nothing is stored that others do not store too: once is enough. */
const ONCE = /^tests\/corridor\/(call-rating|call\.|telephone-)/

const tests = globSync(
  ['{src,apps,bench,database}/**/*.test.ts', 'tests/{conversations,corridor,api,llm,injection}/**/*.test.ts'],
  { cwd: ROOT },
)
const opensDatabase = (file: string) =>
  /\/(db\/testing|harness\/(in-process|start-server|storage))\.ts'/.test(readFileSync(join(ROOT, file), 'utf8'))
const isLong = (file: string) => Number(LONG.test(file))
const chosen = (files: string[]) =>
  files
    .filter((file) => !/node_modules/.test(file) && (!only.length || only.some((word) => file.includes(word))))
    .filter(
      (file) =>
        !integrationOnly || (opensDatabase(file) && !file.startsWith('tests/conversations/') && !ONCE.test(file)),
    )
    .sort((a, b) => isLong(b) - isLong(a) || a.localeCompare(b))

const MOST_AGAIN = 3

let passed = 0
let failed = 0
if (!integrationOnly && !only.length) {
  for (const verdict of runChecks(printVerdict)) verdict.passed ? passed++ : failed++
}
const prepared = only.length ? '' : mkdtempSync(join(tmpdir(), 'yinghe-prepared-'))
const lanes = servers.map((server, i) => ({
  DATABASE_URL: server,
  ...(prepared && { YINGHE_PREPARED: join(prepared, String(i)) }),
}))
try {
  if (prepared) await Promise.all(servers.map((server, i) => prepareStorages(join(prepared, String(i)), server)))
  const journeys = integrationOnly ? [] : chosen(globSync('tests/journeys/*.test.ts', { cwd: ROOT }))
  for (const files of [chosen(tests), journeys]) {
    // Databases of one server share its transactions: what is open in one holds back the readers of the others.
    await runFiles(
      files.filter((file) => !SOUND.test(file)),
      servers[0] ? lanes : [lanes[0]!, lanes[0]!],
    )
    // Sound is heard as it comes: one at a time.
    await runFiles(
      files.filter((file) => SOUND.test(file)),
      [lanes[0]!],
    )
  }
} finally {
  if (prepared) rmSync(prepared, { recursive: true, force: true })
}
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed || !passed ? 1 : 0

/** Runs files one after the other in each lane; whichever lane is free takes the next. Each prints when it is through. */
async function runFiles(files: string[], lanes: Record<string, string>[]): Promise<void> {
  const left = [...files]
  const results: FileResult[] = []
  await Promise.all(
    lanes.map(async (env) => {
      for (let file = left.shift(); file; file = left.shift()) {
        const result = await runFile(file, env)
        process.stdout.write(`${result.output}▪ ${file} (${result.seconds.toFixed(1)} s)\n`)
        results.push(result)
      }
    }),
  )
  // Beside another file or a busy minute a clock may be missed. A file that fails is run once more, alone, and that counts;
  // when many fail it is no accident.
  const again = results.filter((result) => result.failed)
  if (again.length <= MOST_AGAIN)
    for (const first of again) {
      process.stdout.write(`▪ ${first.file} failed and runs once more, alone\n`)
      const second = await runFile(first.file, lanes[0]!)
      process.stdout.write(`${second.output}▪ ${first.file}, second run (${second.seconds.toFixed(1)} s)\n`)
      results[results.indexOf(first)] = second
    }
  passed += sum(results.map((result) => result.passed))
  failed += sum(results.map((result) => result.failed))
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}
