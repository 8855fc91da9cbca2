import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { noise } from '#engines/testing.ts'
import { wavOf } from '#engines/wav.ts'
import { OPENAI_KEY, openOpenAiSpeechTwin } from '../twins/speech-servers.ts'
import { HEARD, type SpeechTwin } from '../twins/speech-sound.ts'
import { faultsOfPage } from './axe.ts'
import { goTo, signInAtConsole } from './console-page.ts'
import { type House, openHouse } from './house.ts'
import { shootLooks } from './shots.ts'
import { consoleWords, filled } from './words.ts'

const { speech } = consoleWords.zh
const OPENAI = 'OpenAI 兼容语音识别'
const ESPEAK = 'eSpeak NG（本机，机械音）'
let house: House
let twin: SpeechTwin
before(async () => {
  house = await openHouse()
  twin = await openOpenAiSpeechTwin()
})
after(async () => {
  await twin.close()
  await house.close()
})

test('an administrator sees who speaks, hears it, sets up a server, tries what it hears, and puts it where he wants it', async () => {
  const { page } = await house.window()
  await signInAtConsole(page, house.console, 'admin')
  await goTo(page, speech.title)
  const hearing = page.getByRole('region', { name: speech.kind.title.asr })
  const speaking = page.getByRole('region', { name: speech.kind.title.tts })
  await hearing.getByText(speech.kind.none.asr).waitFor()
  await speaking.getByText(filled(speech.kind.now.tts, { engine: ESPEAK })).waitFor()
  await shootLooks(page, 'speech')

  const row = (list: typeof hearing, title: string) => list.getByRole('listitem').filter({ hasText: title })
  await row(speaking, ESPEAK).getByRole('button', { name: speech.try }).click()
  const voice = page.getByRole('dialog', { name: filled(speech.tryVoice, { engine: ESPEAK }) })
  await voice.getByRole('button', { name: speech.speak }).click()
  const sound = voice.locator('audio')
  await sound.waitFor()
  await page.waitForFunction((audio) => (audio as HTMLAudioElement).duration > 1, await sound.elementHandle())
  await shootLooks(page, 'speech-voice')
  await page.keyboard.press('Escape')
  await voice.waitFor({ state: 'hidden' })

  await row(hearing, OPENAI).getByRole('button', { name: speech.keys }).click()
  const form = page.getByRole('dialog', { name: OPENAI })
  await form.getByLabel(speech.field.url).fill('ftp://wrong')
  await form.getByLabel(speech.field.key, { exact: true }).fill(OPENAI_KEY)
  await form.getByLabel(speech.field.asrModel).fill('whisper-1')
  await form.getByRole('button', { name: speech.save }).click()
  await form.getByRole('alert').getByText('http(s)://').waitFor()
  await form.getByLabel(speech.field.url).fill(`http://${twin.url}/v1`)
  await shootLooks(page, 'speech-keys')
  await form.getByRole('button', { name: speech.save }).click()
  await hearing.getByText(filled(speech.kind.now.asr, { engine: OPENAI })).waitFor()

  await row(hearing, OPENAI).getByRole('button', { name: speech.try }).click()
  const trial = page.getByRole('dialog', { name: filled(speech.tryRecogniser, { engine: OPENAI }) })
  const chosen = page.waitForEvent('filechooser')
  await trial.getByRole('button', { name: speech.file }).click()
  await (await chosen).setFiles({ name: 'said.wav', mimeType: 'audio/wav', buffer: wavOf(noise(900, 4000)) })
  await trial.getByText(HEARD).waitFor()
  assert.deepEqual(twin.violations, [])
  await page.keyboard.press('Escape')
  await trial.waitFor({ state: 'hidden' })

  await row(hearing, OPENAI)
    .getByRole('button', { name: filled(speech.up, { engine: OPENAI }) })
    .click()
  await hearing.getByRole('listitem').nth(4).getByText(OPENAI).waitFor()
  await row(hearing, OPENAI).getByRole('switch').click()
  await hearing.getByText(speech.kind.none.asr).waitFor()
  await page.reload()
  await row(hearing, OPENAI).getByText(speech.state.off).waitFor()
  assert.deepEqual(await faultsOfPage(page, 'speech engines'), [])
  assert.deepEqual(house.problems(/400/), [])
})
