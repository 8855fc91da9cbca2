import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { scoreAnswers } from '../../bench/answers.ts'
import { openTwin, TWIN_KEY, TWIN_MODEL, type Twin } from '../twins/openai.ts'
import { honest, obeying } from '../twins/personalities.ts'

let twin: Twin
before(async () => {
  twin = await openTwin(honest)
})
after(() => twin.close())
const endpoint = () => ({ url: twin.url, key: TWIN_KEY, model: TWIN_MODEL, limitMs: 2500 })

test('without an endpoint the embedded answers are scored', async () => {
  const { embedded, composed } = await scoreAnswers(null, 40)
  assert.equal(composed, null)
  assert.equal(embedded.questions + embedded.outside, 40)
  assert.ok(embedded.right > 0.3 && embedded.right + embedded.wrong + embedded.notAnswered > 0.99)
})

test('an endpoint that answers from the passages is scored beside them', async () => {
  const { composed } = await scoreAnswers(endpoint(), 40)
  assert.ok(composed!.right > 0.2, JSON.stringify(composed))
  assert.equal(composed!.grounded, 1)
  assert.ok(composed!.tokens! > 0)
  assert.deepEqual(twin.violations, [])
})

test('an endpoint that makes things up scores nothing', async () => {
  twin.personality = obeying('false-citation')
  const { composed } = await scoreAnswers(endpoint(), 20)
  assert.deepEqual([composed!.right, composed!.wrong, composed!.refused], [0, 0, composed!.outside ? 1 : 0])
  assert.deepEqual(composed!.refusals, { 'bad_answer: uncited': 20 })
})
