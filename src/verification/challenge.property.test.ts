import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { answerChallenge, type Challenge, fail, isLocked, UNWATCHED, untilResend } from '#verification/challenge.ts'

const limits = fc.record({
  failures: fc.integer({ min: 1, max: 6 }),
  lockMs: fc.integer({ min: 1000, max: 3_600_000 }),
  resendMs: fc.integer({ min: 1000, max: 120_000 }),
  codeMs: fc.integer({ min: 10_000, max: 600_000 }),
})
const answers = fc.array(fc.record({ right: fc.boolean(), after: fc.integer({ min: 0, max: 400_000 }) }), {
  maxLength: 30,
})
const fresh = (now: number, codeMs: number): Challenge => ({
  state: 'open',
  tries: 0,
  sentAt: now,
  expiresAt: now + codeMs,
})

test('a challenge passes at most once, in time, with the right answer, and never while somebody is locked', () => {
  fc.assert(
    fc.property(limits, answers, (limit, given) => {
      let now = 1_000_000
      let challenge = fresh(now, limit.codeMs)
      let watch = UNWATCHED
      let passed = 0
      for (const { right, after } of given) {
        now += after
        const before = { challenge, watch }
        const next = answerChallenge(challenge, watch, limit, { right, now })
        if (next.verdict === 'passed') {
          passed++
          assert.ok(right && now < before.challenge.expiresAt && !isLocked(before.watch, now))
          assert.deepEqual(next.watch, UNWATCHED)
        }
        if (before.challenge.state !== 'open') assert.deepEqual(next, { ...before, verdict: 'used' })
        challenge = next.challenge
        watch = next.watch
      }
      assert.ok(passed <= 1)
      assert.equal(passed === 1, challenge.state === 'passed')
    }),
  )
})

test('as many failures as allowed lock, over however many challenges they are spread', () => {
  fc.assert(
    fc.property(limits, fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 10 }), (limit, spread) => {
      const now = 1_000_000
      let watch = UNWATCHED
      let wrong = 0
      for (const tries of spread) {
        let challenge = fresh(now, limit.codeMs)
        for (let at = 0; at < tries && challenge.state === 'open' && !isLocked(watch, now); at++) {
          const next = answerChallenge(challenge, watch, limit, { right: false, now })
          wrong++
          challenge = next.challenge
          watch = next.watch
          assert.equal(next.verdict === 'locked', wrong === limit.failures)
        }
      }
      assert.ok(wrong <= limit.failures)
      if (isLocked(watch, now)) {
        const next = answerChallenge(fresh(now, limit.codeMs), watch, limit, { right: true, now })
        assert.equal(next.verdict, 'locked')
        const later = now + limit.lockMs
        const after = answerChallenge(fresh(later, limit.codeMs), watch, limit, { right: true, now: later })
        assert.equal(after.verdict, 'passed')
      }
    }),
  )
})

test('a lock that ended begins to count anew, and so do failures of yesterday', () => {
  const limit = { failures: 3, lockMs: 1000, resendMs: 1000, codeMs: 1000 }
  const locked = { failures: 3, lastFailedAt: 0, lockedUntil: 1000 }
  assert.equal(fail(locked, limit, 1000).failures, 1)
  assert.equal(fail({ failures: 2, lastFailedAt: 0, lockedUntil: null }, limit, 25 * 3600_000).failures, 1)
})

test('another code goes out only after the wait', () => {
  fc.assert(
    fc.property(limits, fc.integer({ min: 0, max: 200_000 }), (limit, after) => {
      const left = untilResend({ sentAt: 0 }, limit, after)
      assert.equal(left === 0, after >= limit.resendMs)
      assert.ok(left >= 0 && left <= limit.resendMs)
    }),
  )
})
