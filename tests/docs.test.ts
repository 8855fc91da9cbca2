import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { actions } from '#business/actions.ts'
import { checkSources, loadFlows } from '#dialogue/load-flows.ts'
import { environmentTable, errorsPage, realtimePage } from '../docs/generate.ts'
import { ROOT } from './tree.ts'

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const fix = 'run: npm run docs'

test('the flow that the page of flows shows is a valid flow', async () => {
  const [, source] = /```yaml\n([\s\S]*?)```/.exec(read('docs/flows.md'))!
  const { wording, flows } = await loadFlows([join(ROOT, 'packs/base'), join(ROOT, 'packs/ecommerce')], [...actions])
  const others = flows.filter((one) => one.id !== 'cancel_order')
  const checked = checkSources([{ file: 'docs/flows.md', source: source! }], {
    actions: [...actions],
    wording,
    intents: null,
    flows: others,
  })
  assert.deepEqual(checked.problems, [])
})

test('the page of errors lists the catalogue', () => assert.equal(read('docs/errors.md'), errorsPage(), fix))
test('the page of the realtime protocol is the protocol', () =>
  assert.equal(read('docs/realtime.md'), realtimePage(), fix))
test('a code that is missing from the page is noticed', () => {
  assert.notEqual(errorsPage().replace('`not_found`', '`planted`'), errorsPage())
})
for (const page of ['README.md', 'README.zh-CN.md']) {
  test(`${page} has the table of the environment`, () => {
    const table = environmentTable()
    if (page === 'README.md')
      return assert.ok(
        read(page).includes(table),
        'the table in README.md differs from src/platform/config.ts; print it with: node -e "import(\'./docs/generate.ts\').then((m) => console.log(m.environmentTable()))"',
      )
    const names = [...table.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)
    const listed = [...read(page).matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name)
    assert.deepEqual(listed, names)
  })
}
