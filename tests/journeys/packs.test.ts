import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { bakery, openPackFolder } from '../harness/pack-folder.ts'
import { goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse } from './house.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, filled } from './words.ts'

const { packs, terms, lists } = consoleWords.zh

describe('scene packs and terms in the console', () => {
  const folder = openPackFolder()
  let house: House
  let page: Page

  before(async () => {
    folder.write('bakery', bakery())
    house = await openHouse({ PACKS_DIR: folder.dir })
    page = (await house.window()).page
    await signInAtConsole(page, house.console, 'admin')
  })
  after(async () => {
    await house?.close()
    folder.remove()
  })
  afterEach(() => assert.deepEqual(house.problems(), []))

  const card = (name: string) => page.getByRole('article', { name })
  const button = (name: string) => card('面包房').getByRole('button', { name, exact: true })

  test('an administrator installs a pack, and its flow is there', async () => {
    await goTo(page, packs.title)
    await card('面包房').getByText(packs.state.ready).waitFor()
    await shootLooks(page, 'packs')
    await button(packs.act.install).click()
    await page.getByText(filled(packs.did.install, { name: '面包房' })).waitFor({ timeout: 60_000 })
    await card('面包房').getByText(packs.state.installed, { exact: true }).waitFor()
    await goTo(page, consoleWords.zh.flows.title)
    await page.getByRole('row').filter({ hasText: 'bakery_cake' }).waitFor()
    // The name of the page pointed at covers none of its neighbours in the rail: the next step goes to one.
    await page.getByRole('tooltip').waitFor()
    await shoot(page, 'rail-name')
  })

  test('a term is added, found, and taken away with a way back', async () => {
    await goTo(page, terms.title)
    await page.getByRole('button', { name: terms.new }).click()
    await page.getByRole('textbox', { name: terms.field.term, exact: true }).fill('法棍')
    const synonyms = page.getByRole('combobox', { name: terms.field.synonyms })
    await synonyms.fill('法式长棍')
    await synonyms.press('Enter')
    await shoot(page, 'term-editor')
    await page.getByRole('button', { name: lists.save }).click()
    await page.getByText(terms.saved).waitFor()
    await page.getByPlaceholder(terms.searchFor).fill('长棍')
    const row = page.getByRole('row').filter({ hasText: '法棍' })
    await row.getByText('法式长棍').waitFor()
    await shootLooks(page, 'terms')
    await row.click()
    await page.getByRole('button', { name: terms.remove, exact: true }).click()
    await page.getByText(filled(terms.removed, { term: '法棍' })).waitFor()
    await row.waitFor({ state: 'detached' })
  })

  test('many terms are pasted at once', async () => {
    await page.getByRole('button', { name: terms.paste.open }).click()
    await page.getByRole('textbox', { name: terms.paste.title }).fill('可颂：牛角包，羊角面包\n没有同义词')
    await page.getByText(filled(terms.paste.unread, { lines: 2 })).waitFor()
    await page.getByRole('button', { name: filled(terms.paste.act_one, {}) }).click()
    await page.getByText(filled(terms.paste.done, { added: 1, merged: 0 })).waitFor()
  })

  test('a newer version is offered, with what people edited, and installed; then the pack goes', async () => {
    folder.write('bakery', bakery(2))
    await goTo(page, packs.title)
    await page.reload()
    await card('面包房')
      .getByText(filled(packs.state.update, { version: 2 }))
      .waitFor()
    await button(packs.act.details).click()
    await page.getByText(filled(packs.changes.text, { added: 0, changed: 2, removed: 0 })).waitFor()
    await page.getByText(packs.edited.none).waitFor()
    await shoot(page, 'pack-details')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Close' })
      .or(page.locator('.ant-drawer-close'))
      .first()
      .click()
    await button(packs.act.update).click()
    await page.getByText(filled(packs.did.update, { name: '面包房' })).waitFor({ timeout: 60_000 })
    await button(packs.act.remove).click()
    await page.getByText(packs.remove.text).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: packs.act.remove, exact: true }).click()
    await page.getByText(filled(packs.did.remove, { name: '面包房' })).waitFor({ timeout: 60_000 })
    await card('面包房').getByText(packs.state.ready).waitFor()
  })
})
