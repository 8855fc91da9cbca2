// Everything a change must pass besides its tests, as a list anyone can read and run.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { ROOT } from './tree.ts'

export const CHECKS: [name: string, command: string, args: string[]][] = [
  ['types of server and console', 'tsc', ['--noEmit', '-p', '.']],
  ['types of the widget', 'tsc', ['--noEmit', '-p', 'apps/widget']],
  ['format and lint', 'biome', ['check', '--error-on-warnings']],
  ['dead code and unused dependencies', 'knip', []],
  ['architecture, schema, catalogues, docs', 'node', ['--test', ...globSync('tests/*.test.ts', { cwd: ROOT })]],
]

export type Verdict = { name: string; passed: boolean; output: string; seconds: number }

export function runChecks(report: (verdict: Verdict) => void): Verdict[] {
  return CHECKS.map(([name, command, args]) => {
    const start = performance.now()
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    })
    const verdict = {
      name,
      passed: status === 0,
      output: `${stdout}${stderr}`,
      seconds: (performance.now() - start) / 1000,
    }
    report(verdict)
    return verdict
  })
}

export function printVerdict({ name, passed, output, seconds }: Verdict): void {
  process.stdout.write(`${passed ? '✔' : '✖'} ${name} (${seconds.toFixed(1)} s)\n${passed ? '' : `${output}\n`}`)
}

if (import.meta.main) {
  const verdicts = runChecks(printVerdict)
  process.exitCode = verdicts.every((verdict) => verdict.passed) ? 0 : 1
}
