import { spawn } from 'node:child_process'
import { ROOT } from './tree.ts'

export type FileResult = { file: string; output: string; seconds: number; passed: number; failed: number }

const LIMIT_MS = 900_000

/** Runs one test file and counts as node's runner counted; a file that dies counts as failed. */
export async function runFile(file: string, env: Record<string, string>): Promise<FileResult> {
  const start = performance.now()
  const args = ['--test', `--test-timeout=${LIMIT_MS}`, '--test-reporter=spec', file]
  const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...env } })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  const status = await new Promise<number>((done) => child.on('close', (code) => done(code ?? 1)))
  const count = (word: string) => Number(new RegExp(`^ℹ ${word} (\\d+)$`, 'm').exec(output)?.[1] ?? 0)
  const failed = count('fail') + count('cancelled')
  return {
    file,
    output:
      failed || status
        ? output
        : output.replace(/^ℹ (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) .*\n/gm, ''),
    seconds: (performance.now() - start) / 1000,
    passed: count('pass'),
    failed: status && !failed ? 1 : failed,
  }
}
