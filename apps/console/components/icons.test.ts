import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const CONSOLE = join(import.meta.dirname, '..')
/** An icon says its English file name aloud unless it is hidden or named. */
const speaking = (code: string) => code.match(/<[A-Z]\w+(?:Outlined|Filled)\b(?![^>]*aria-(?:hidden|label))/g) ?? []

test('no icon speaks to screen readers by accident', () => {
  const found = globSync('**/*.tsx', { cwd: CONSOLE }).flatMap((file) =>
    speaking(readFileSync(join(CONSOLE, file), 'utf8')).map((icon) => `${file}: ${icon}`),
  )
  assert.deepEqual(found, [])
})

test('a speaking icon is noticed, a hidden or a named one is not', () => {
  assert.equal(speaking('<b><HomeOutlined /></b>').length, 1)
  assert.equal(speaking('<HomeOutlined aria-hidden /><StarFilled className="x" aria-label="Rated" />').length, 0)
})
