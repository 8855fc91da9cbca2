import assert from 'node:assert/strict'
import { after, afterEach, before, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openSip, type Sip } from '#voice/transports/sip/open-sip.ts'
import { toneFrames } from '#voice/transports/testing.ts'
import { answering, noWarnings, playing, sipLine, sipOptions } from '../harness/answering-sip.ts'
import { freePort } from '../harness/free-port.ts'
import { goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse } from './house.ts'
import { shoot, shootLooks } from './shots.ts'
import { consoleWords, filled } from './words.ts'

const { telephone } = consoleWords.zh

describe('telephone lines in the console', () => {
  let house: House
  let page: Page
  let carrier: Sip
  const taken = answering()
  const stops: (() => void)[] = []

  before(async () => {
    carrier = await openSip(
      sipOptions([sipLine()]),
      (incoming) => {
        const verdict = taken.take(incoming)
        if (!verdict.answer) return verdict
        const onSession: typeof verdict.onSession = (session) => {
          verdict.onSession(session)
          stops.push(playing(session, toneFrames(440, 50)))
        }
        return { answer: true, onSession }
      },
      noWarnings,
    )
    house = await openHouse()
    page = (await house.window()).page
    await signInAtConsole(page, house.console, 'admin')
  })
  after(async () => {
    for (const stop of stops) stop()
    await house?.close()
    await carrier?.close()
  })
  afterEach(() => assert.deepEqual(house.problems(), []))

  const field = (label: string) => page.getByRole('dialog').getByLabel(label, { exact: true })
  const save = () => page.getByRole('dialog').getByRole('button', { name: telephone.save }).click()

  test('an administrator adds a trunk, opens the door, and a test call is answered', async () => {
    await goTo(page, telephone.title)
    await page.getByText(telephone.noLines, { exact: true }).waitFor()
    await shootLooks(page, 'telephone-empty')
    await page.getByRole('button', { name: telephone.addLine }).click()
    await field(telephone.field.name).fill('移动中继')
    await field(telephone.field.server).fill(carrier.listening)
    await field(telephone.field.number).fill('02150001234')
    await field(telephone.field.password).fill('trunk-1820')
    await field(telephone.field.allow).fill('127.0.0.1，10.0.0.0/8')
    await shoot(page, 'telephone-line')
    await save()
    await page.getByText(filled(telephone.allowed, { list: '127.0.0.1, 10.0.0.0/8' })).waitFor()
    await page.getByRole('button', { name: telephone.settings }).first().click()
    await field(telephone.field.port).fill(String(await freePort()))
    await field(telephone.field.host).fill('127.0.0.1')
    await save()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('switch', { name: filled(telephone.switch, { name: telephone.door.sip.title }) }).click()
    await page.getByText(telephone.state.open, { exact: true }).waitFor()
    await page.getByRole('button', { name: telephone.test.open }).click()
    await field(telephone.test.number).fill('10086')
    await page.getByRole('dialog').getByRole('button', { name: telephone.test.call }).click()
    await page.getByText(telephone.test.outcome.answered).waitFor()
    await shoot(page, 'telephone-tested')
    assert.deepEqual([taken.asked[0]!.from, taken.asked[0]!.to], ['02150001234', '10086'])
    await page.keyboard.press('Escape')
    await shootLooks(page, 'telephone')
    assert.doesNotMatch(await page.content(), /trunk-1820/)
  })

  test('settings that would let anybody in are refused, and the door stays shut', async () => {
    const name = telephone.door.audiosocket.title
    await page.getByRole('switch', { name: filled(telephone.switch, { name }) }).click()
    await page.getByText(/AudioSocket: allow/).waitFor()
    assert.equal(await page.getByRole('switch', { name: filled(telephone.switch, { name }) }).isChecked(), false)
    assert.match(house.problems(/422/).join(), /^$/)
  })
})
