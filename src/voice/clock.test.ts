import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openClock } from '#voice/clock.ts'
import { waitFor } from '../../tests/harness/wait-for.ts'

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
  await waitFor(() => beats >= 6, 'they are made up for')
  assert.ok(latest > 100, 'the delay is told')
  stop()
  const after = beats
  await new Promise((done) => setTimeout(done, 60))
  assert.equal(beats, after)
  clock.close()
})

test('calls that take longer than there is time for leave everything else its turn', async () => {
  const clock = openClock()
  let beats = 0
  clock.onBeat(() => {
    beats += 1
    for (const begun = clock.now(); clock.now() - begun < 25; );
  })
  await waitFor(() => beats > 0, 'the first beat')
  for (let turn = 0; turn < 3; turn++) await new Promise((done) => setTimeout(done, 1))
  assert.ok(beats < 100, `${beats} beats before others had their turn`)
  clock.close()
})
