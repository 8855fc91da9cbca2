import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { editArticle } from '#knowledge/articles.ts'
import { checkFit } from '#packs/check-fit.ts'
import { loadRules } from '#packs/compliance.ts'
import { checkWording } from '#packs/contract.ts'
import { describePack, listPacks } from '#packs/describe-pack.ts'
import { installPack, removePack, showInstalled, updateInstalled } from '#packs/install.ts'
import { openPacks, type Packs } from '#packs/open-packs.ts'
import { loadScripts, suitingScripts } from '#packs/scripts.ts'
import { addTerm, addTerms, editTerm, removeTerm } from '#packs/terms.ts'
import type { Database } from '#platform/db/open.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { openLog } from '#platform/log.ts'
import { bakery, openPackFolder } from '../../tests/harness/pack-folder.ts'

const OURS = join(import.meta.dirname, '../../packs')
const by = { actor: 'user:qiu' }
const folder = openPackFolder()
let database: Database
let packs: Packs

const open = () =>
  openPacks({ database, within: [OURS, folder.dir], dataDir: folder.dir, first: [], log: openLog('silent') })
const install = () => database.transaction((tx) => installPack(tx, packs.available().get('bakery')!, by))
const update = () => database.transaction((tx) => updateInstalled(tx, packs.available().get('bakery')!, by))
const remove = () => database.transaction((tx) => removePack(tx, 'bakery', by))
const articleOf = (id: string) =>
  database.db.selectFrom('articles').select(['body', 'status', 'version']).where('id', '=', id).executeTakeFirst()
const kinds = async () =>
  (await database.db.selectFrom('events').select('kind').where('kind', '=', 'pack.changed').execute()).length

before(async () => {
  database = await openTestDatabase()
  folder.write('bakery', bakery())
  packs = await open()
})
after(async () => {
  await database.close()
  folder.remove()
})

test('a fresh installation has the base, and another start adds nothing', async () => {
  assert.deepEqual(
    (await packs.installed()).map(({ id }) => id),
    ['base'],
  )
  await open()
  assert.equal(await kinds(), 1)
})

test('a pack is listed with what is inside before it is installed', async () => {
  const found = (await listPacks(packs)).find(({ id }) => id === 'bakery')
  assert.deepEqual(found?.contents, {
    ...{ intents: 1, examples: 11, flows: 1, actions: 0, articles: 2, terms: 2, replies: 1, scripts: 1, rules: 2 },
  })
  assert.equal(found?.installedVersion, null)
  assert.deepEqual((await describePack(packs, 'bakery')).conflicts, [])
})

test('installing puts articles, replies and terms in place, once', async () => {
  assert.deepEqual(await install(), { id: 'bakery', version: 1, kept: [] })
  assert.equal((await articleOf('bakery-hours'))?.status, 'published')
  assert.ok((await packs.terms()).some(({ synonyms }) => synonyms.includes('方包')))
  await assert.rejects(install(), { code: 'already_exists' })
  const found = (await listPacks(packs)).find(({ id }) => id === 'bakery')
  assert.deepEqual([found?.installedVersion, found?.shown, found?.updateAvailable], [1, true, false])
  const audited = await database.db
    .selectFrom('audit_log')
    .select('action')
    .where('target', '=', 'pack:bakery')
    .execute()
  assert.deepEqual(audited, [{ action: 'pack.installed' }])
})

test('a new version replaces what nobody touched and keeps and lists what people edited', async () => {
  const hours = (await database.db
    .selectFrom('articles')
    .selectAll()
    .where('id', '=', 'bakery-hours')
    .executeTakeFirst())!
  const input = { ...{ category: 'bakery', language: 'zh' as const, title: hours.title, body: '我们 8 点开门。' } }
  const rest = { questions: ['几点开门'], products: [], faultCodes: [], channels: [], translationOf: null }
  await database.transaction((tx) =>
    editArticle(tx, 'bakery-hours', hours.version, { ...input, ...rest, validFrom: null, validUntil: null }, by),
  )
  await database.transaction((tx) =>
    editTerm(
      tx,
      'bakery/zh/吐司',
      { term: '吐司', language: 'zh', synonyms: ['方包', '切片面包'], productId: null },
      by,
    ),
  )
  const terms =
    '- { term: 蛋糕, synonyms: [cake, 糕点, 慕斯], language: zh }\n- { term: 吐司, synonyms: [白吐司], language: zh }\n'
  folder.write('bakery', bakery(2, { 'terms.yaml': terms }))
  const detail = await describePack(packs, 'bakery')
  assert.deepEqual([detail.updateAvailable, detail.version, detail.installedVersion], [true, 2, 1])
  assert.deepEqual(detail.changes, { added: 0, changed: 2, removed: 0 })
  assert.deepEqual(
    detail.edited.map(({ id }) => id),
    ['bakery-hours', 'bakery/zh/吐司'],
  )
  const result = await update()
  assert.deepEqual(
    result?.kept.map(({ id }) => id),
    ['bakery-hours', 'bakery/zh/吐司'],
  )
  assert.equal((await articleOf('bakery-hours'))?.body, '我们 8 点开门。')
  assert.match((await articleOf('bakery-sugar'))?.body ?? '', /无糖蛋糕/)
  const words = (await packs.terms()).flatMap(({ synonyms }) => synonyms)
  assert.ok(words.includes('切片面包') && words.includes('慕斯') && !words.includes('白吐司'))
  assert.equal(await update(), null)
  const versions = await database.db
    .selectFrom('article_versions')
    .select('number')
    .where('article_id', '=', 'bakery-sugar')
    .orderBy('number')
    .execute()
  assert.deepEqual(
    versions.map(({ number }) => number),
    [1, 2],
  )
})

test('files that change under the same version are taken over at start, unless they are faulty', async () => {
  const bread = '- { id: bakery-bread, category: bakery, zh: { title: 有全麦吗, body: 有全麦面包。 } }\n'
  folder.write('bakery', { ...bakery(2), 'articles/b.yaml': bread })
  await open()
  assert.match((await articleOf('bakery-bread'))?.body ?? '', /全麦/)
  folder.write('bakery', { ...bakery(2), 'articles/b.yaml': 'not: [a list' })
  await open()
  assert.match((await articleOf('bakery-bread'))?.body ?? '', /全麦/)
  // What is installed is unpacked, because the folder no longer holds it.
  const [, installed] = await packs.folders()
  assert.ok(installed && !installed.startsWith(join(folder.dir, 'bakery')))
  assert.deepEqual(await checkFit(installed, [join(OURS, 'base')]), [])
  folder.write('bakery', bakery(2))
})

test('removing takes away what nobody touched and keeps what people edited', async () => {
  const result = await remove()
  assert.deepEqual(result.kept.map(({ id }) => id).sort(), ['bakery-hours', 'bakery/zh/吐司'])
  assert.equal((await articleOf('bakery-hours'))?.status, 'archived')
  assert.equal(await articleOf('bakery-sugar'), undefined)
  const words = (await packs.terms()).flatMap(({ synonyms }) => synonyms)
  assert.ok(words.includes('切片面包') && !words.includes('慕斯'))
  assert.deepEqual(
    await database.db.selectFrom('pack_items').select('item_id').where('pack_id', '=', 'bakery').execute(),
    [],
  )
  await assert.rejects(remove(), { code: 'not_found' })
  await assert.rejects(
    database.transaction((tx) => removePack(tx, 'base', by)),
    { code: 'pack_required' },
  )
})

test('one who comes back finds his edits kept, and the base is nothing to show', async () => {
  const result = await install()
  assert.ok(result.kept.some(({ id }) => id === 'bakery-hours'))
  assert.equal((await articleOf('bakery-hours'))?.body, '我们 8 点开门。')
  await assert.rejects(
    database.transaction((tx) => showInstalled(tx, 'base', by)),
    { code: 'bad_request' },
  )
})

test('a pack that does not fit is told why, by file and line', async () => {
  const base = [join(OURS, 'base'), join(OURS, 'ecommerce')]
  const reasons = async (files: Record<string, string>) => checkFit(folder.write('bakery', files), base)
  const flow = bakery()
    ['flows/cake.yaml']!.replace('next: no', '')
    .replace('kind: ticket', 'kind: call, action: bakery.bake')
  const found = await reasons(
    bakery(1, { 'flows/cake.yaml': flow, 'compliance.yaml': 'banned: [{ id: x, pattern: "(" }]' }),
  )
  assert.ok(
    found.some((reason) => /bakery\/flows\/cake\.yaml:\d+: /.test(reason)),
    found.join('\n'),
  )
  assert.ok(found.some((reason) => /bakery.compliance\.yaml:\d+: .*regular expression/.test(reason)))
  const clash = 'cards: { order: { card: record, id: x, title: y } }\n'
  assert.match((await reasons(bakery(1, { 'wording.yaml': clash }))).join(), /cards: "order" is also in ecommerce/)
  const taken = bakery(1, {
    'articles/a.yaml': '- { id: account-login, category: c, zh: { title: 登录, body: 登录。 } }\n',
    'actions.yaml': 'actions: [{ name: shop.bake, title: { zh: 烤, en: Bake }, operation: bake, access: anyone }]\n',
  })
  const both = (await reasons(taken)).join('\n')
  assert.match(both, /account-login exists twice/)
  assert.match(both, /shop\.bake must begin with "bakery\."/)
  folder.write('bakery', bakery(2))
})

test('terms of the team are added, merged, changed and taken away', async () => {
  const run = database.transaction
  const one = { term: '法棍', language: 'zh' as const, synonyms: ['法式长棍', '法棍'], productId: null }
  const added = await run((tx) => addTerm(tx, one, by))
  assert.deepEqual(added.synonyms, ['法式长棍'])
  await assert.rejects(
    run((tx) => addTerm(tx, one, by)),
    { code: 'already_exists' },
  )
  const more = { ...one, synonyms: ['baguette'] }
  assert.deepEqual(await run((tx) => addTerms(tx, [more, { ...more, term: '可颂' }], by)), { added: 1, merged: 1 })
  const found = (await packs.terms()).find(({ term }) => term === '法棍')
  assert.deepEqual(found?.synonyms, ['法式长棍', 'baguette'])
  await run((tx) => removeTerm(tx, added.id, by))
  await assert.rejects(
    run((tx) => removeTerm(tx, added.id, by)),
    { code: 'not_found' },
  )
})

test('banned wording is found where it stands, and scripts suit the moment', () => {
  const rules = loadRules([join(OURS, 'base'), join(folder.dir, 'bakery')])
  const [finding] = checkWording(rules, '我们的面包包治百病。', 'zh')
  assert.deepEqual([finding?.rule, finding?.start, finding?.end], ['bakery.cure', 5, 9])
  assert.deepEqual(checkWording(rules, '面包每天现烤。', 'zh'), [])
  const scripts = suitingScripts(loadScripts([join(OURS, 'base')]), 'anger', 'elderly')
  assert.equal(scripts[0]?.id, 'base.anger-elderly')
  assert.ok(scripts.every(({ emotions }) => emotions.length === 0 || emotions.includes('anger')))
})
