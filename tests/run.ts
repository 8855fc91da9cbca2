// `npm test`: the checks, then every test file; `npm test -- integration` leaves out checks, browser journeys and
// files that open no database: they say the same on any.

import { spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { testServerUrl } from '#platform/db/testing.ts'
import { printVerdict, runChecks } from './check.ts'
import { ROOT } from './tree.ts'

const integrationOnly = process.argv.includes('integration')
const only = process.argv.slice(2).filter((word) => word !== 'integration')

/** What plays or hears sound as it comes. */
const SOUND = /^src\/(voice\/transports|engines\/(asr|tts|vad))\/|^tests\/corridor\/(call|telephone)/

let passed = 0
let failed = 0
if (!integrationOnly && !only.length) {
  for (const verdict of runChecks(printVerdict)) verdict.passed ? passed++ : failed++
}
const tests = globSync(
  ['{src,apps,bench,database}/**/*.test.ts', 'tests/{conversations,corridor,api,llm,injection}/**/*.test.ts'],
  {
    cwd: ROOT,
  },
)
const journeys = integrationOnly ? [] : globSync('tests/journeys/*.test.ts', { cwd: ROOT })
const opensDatabase = (file: string) =>
  /\/(db\/testing|harness\/(?!wait-for)[\w-]+)\.ts'/.test(readFileSync(join(ROOT, file), 'utf8'))
const chosen = (files: string[]) =>
  files
    .filter((file) => !/node_modules/.test(file) && (!only.length || only.some((word) => file.includes(word))))
    .filter((file) => !integrationOnly || opensDatabase(file))
    .sort()
// Databases of one server share its transactions: what is open in one holds back the readers of the others.
const soundTests = chosen(tests).filter((file) => SOUND.test(file))
await runFiles(
  chosen(tests).filter((file) => !SOUND.test(file)),
  testServerUrl() ? 1 : 2,
)
// Sound comes every 20 ms, and browsers are heavy: one at a time.
await runFiles(soundTests, 1)
await runFiles(chosen(journeys), 1)
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed || !passed ? 1 : 0

/** Runs test files and adds up what node's runner counted; a file that dies counts as failed. */
async function runFiles(files: string[], concurrency: number): Promise<void> {
  if (!files.length) return
  const args = [
    '--test',
    `--test-concurrency=${concurrency}`,
    '--test-timeout=400000',
    '--test-reporter=spec',
    ...files,
  ]
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk)
    output += chunk
  })
  const status = await new Promise<number>((done) => child.on('close', (code) => done(code ?? 1)))
  const count = (word: string) => Number(new RegExp(`^ℹ ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0)
  passed += count('pass')
  failed += count('fail') + count('cancelled')
  if (status !== 0 && !count('fail') && !count('cancelled')) failed++
}
