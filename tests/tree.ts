import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Tree } from './rules/imports.ts'

export const ROOT = join(import.meta.dirname, '..')

/** The project's own source files as data. */
export function readTree(patterns = ['{src,apps,tests,bench,database}/**/*.{ts,tsx}']): Tree {
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
  return new Map(
    files
      .filter((file) => !/node_modules|(^|\/)dist\//.test(file))
      .map((file) => [file, readFileSync(join(ROOT, file), 'utf8')]),
  )
}
