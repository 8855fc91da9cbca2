import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { buildWidget } from '../apps/widget/build.ts'
import { ROOT } from './tree.ts'

const LOADER_KB = 10
const APP_KB = 90

before(() => buildWidget())

/** Kilobytes of these files as a browser fetches them. */
export function zippedKb(files: string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0) / 1000
}

const widget = (pattern: string) =>
  globSync(pattern, { cwd: join(ROOT, 'dist/widget') }).map((file) => join(ROOT, 'dist/widget', file))

test(`the loader fits into ${LOADER_KB} kB`, () => {
  const files = widget('loader.js')
  assert.equal(files.length, 1)
  assert.ok(zippedKb(files) <= LOADER_KB, `${zippedKb(files).toFixed(1)} kB`)
})

test(`the app of the widget fits into ${APP_KB} kB`, () => {
  const files = widget('app/**/*.{js,css,html,svg}')
  assert.ok(files.length >= 2)
  assert.ok(zippedKb(files) <= APP_KB, `${zippedKb(files).toFixed(1)} kB`)
})

test('a file over the budget would be noticed', () => {
  const noise = Buffer.alloc(120_000, 0).map(() => Math.floor(Math.random() * 256))
  assert.ok(gzipSync(noise).length / 1000 > APP_KB)
})
