import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { gathered, loudness } from '#engines/testing.ts'
import { conforms } from '#engines/tts/conformance.ts'
import { openEspeak } from '#engines/tts/espeak/open-espeak.ts'

const engine = openEspeak()
after(engine.close)
conforms('espeak', () => engine)

test('it speaks Mandarin, Cantonese and English, each in its own way', async () => {
  const speak = (language: 'zh' | 'yue' | 'en', text: string) =>
    gathered(engine.speak(text, { language, voice: '', speed: 1, signal: AbortSignal.timeout(20_000) }))
  const mandarin = await speak('zh', '您好，欢迎致电。')
  const cantonese = await speak('yue', '您好，欢迎致电。')
  assert.ok(loudness(mandarin) > 300 && loudness(cantonese) > 300)
  assert.notDeepEqual(mandarin, cantonese)
  assert.ok(loudness(await speak('en', 'Your order has been shipped.')) > 300)
})

test('when its process dies in the middle, that sentence fails and the next is spoken', async () => {
  const own = openEspeak()
  const options = { language: 'zh', voice: '', speed: 1, signal: AbortSignal.timeout(20_000) } as const
  await gathered(own.speak('好的。', options))
  const cut = assert.rejects(gathered(own.speak('您好，'.repeat(400), options)), { why: 'broken' })
  await own.close()
  await cut
  assert.ok((await gathered(own.speak('好的。', options))).length > 5)
  await own.close()
})
