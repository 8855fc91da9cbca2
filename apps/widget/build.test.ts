import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { buildWidget } from './build.ts'

const folder = mkdtempSync(join(tmpdir(), 'widget-'))
const gzipped = (path: string) => gzipSync(readFileSync(path), { level: 9 }).length

describe('the built widget', () => {
  before(() => buildWidget(folder))
  after(() => rmSync(folder, { recursive: true, force: true }))

  test('the loader weighs at most 10 kB and is one file without eval', () => {
    assert.ok(gzipped(join(folder, 'loader.js')) <= 10_000)
    assert.doesNotMatch(readFileSync(join(folder, 'loader.js'), 'utf8'), /\beval\(|new Function|import\(/)
  })

  test('the app with everything in it weighs at most 90 kB and brings no schema library along', () => {
    const files = readdirSync(join(folder, 'app'), { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    const paths = files.map((entry) => join(entry.parentPath, entry.name))
    assert.ok(paths.length >= 3)
    assert.ok(paths.reduce((sum, path) => sum + gzipped(path), 0) <= 90_000)
    for (const path of paths) assert.doesNotMatch(readFileSync(path, 'utf8'), /ZodError|safeParse/)
  })

  test('the page of the frame works under a policy without inline scripts', () => {
    const page = readFileSync(join(folder, 'app', 'index.html'), 'utf8')
    assert.match(page, /<script type="module" crossorigin src="\/widget\/app\/assets\//)
    assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)/)
    assert.doesNotMatch(page, / on\w+=| style=/)
  })
})
