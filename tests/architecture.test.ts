import assert from 'node:assert/strict'
import { test } from 'node:test'
import { importViolations, type Tree } from './rules/imports.ts'
import { shapeViolations } from './rules/shape.ts'
import { readTree } from './tree.ts'

const tree = readTree()

test('imports go the way the design says', () => assert.deepEqual(importViolations(tree), []))
test('names, sizes and homes of SQL and environment are as the design says', () =>
  assert.deepEqual(shapeViolations(tree), []))

const planted = (file: string, text: string): Tree => new Map([[file, text]])
const plantedImports: [why: string, file: string, text: string][] = [
  ['a lower folder importing a higher one', 'src/customers/x.ts', "import { a } from '#reception/receive.ts'"],
  ['a relative path around the direction', 'src/platform/x.ts', "import { a } from '../team/sign-in.ts'"],
  ['a private file of another folder', 'src/reception/x.ts', "import { a } from '#conversations/queries.ts'"],
  ['an app reaching into the server', 'apps/console/x.tsx', "import { a } from '#desk/accept.ts'"],
  ['an app reaching into another app', 'apps/widget/x.ts', "import { a } from '../console/api.ts'"],
  ['a dynamic import', 'src/team/x.ts', "const a = await import('#desk/accept.ts')"],
  ['a folder nobody designed', 'src/magic/x.ts', "import { a } from '#platform/id.ts'"],
]
for (const [why, file, text] of plantedImports) {
  test(`the import rule catches ${why}`, () => assert.equal(importViolations(planted(file, text)).length > 0, true))
}

const plantedShapes: [why: string, file: string, text: string][] = [
  ['a utils folder', 'src/team/utils/x.ts', ''],
  ['a helpers file', 'apps/console/helpers.ts', ''],
  ['an index file', 'src/team/index.ts', ''],
  ['a file of 401 lines', 'src/team/x.ts', '\n'.repeat(400)],
  ['SQL outside queries.ts', 'src/team/x.ts', "const q = 'select id from users where id = $1'"],
  ['the query builder outside queries.ts', 'src/team/x.ts', "db.selectFrom('users')"],
  ['the environment read elsewhere', 'src/team/x.ts', 'process.env.PORT'],
  ['a function of 81 lines', 'src/team/x.ts', `function long() {\n${'  work()\n'.repeat(79)}}`],
  ['a component of 201 lines', 'apps/console/x.tsx', `export function Page() {\n${'  work()\n'.repeat(199)}}`],
]
for (const [why, file, text] of plantedShapes) {
  test(`the shape rule catches ${why}`, () => assert.equal(shapeViolations(planted(file, text)).length > 0, true))
}
