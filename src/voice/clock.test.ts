import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openClock } from '#voice/clock.ts'

test('beats that a busy moment held up are made up for', async () => {
  let latest = 0
  const clock = openClock((ms) => {
    latest = Math.max(latest, ms)
  })
  let beats = 0
  const stop = clock.onBeat(() => {
    beats += 1
  })
  const begun = clock.now()
  while (clock.now() - begun < 150);
  await new Promise((done) => setTimeout(done, 5))
  assert.ok(beats >= 6, `${beats} beats`)
  assert.ok(latest > 100, 'the delay is told')
  stop()
  const after = beats
  await new Promise((done) => setTimeout(done, 60))
  assert.equal(beats, after)
  clock.close()
})
