import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '#platform/errors.ts'
import { checkPassword, weaknesses } from '#team/check-password.ts'
import { hashPassword, verifyPassword } from '#team/password.ts'

test('a password is kept as argon2id with its parameters and only itself fits', async () => {
  const stored = await hashPassword('correct horse 7')
  assert.match(stored, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  assert.equal(await verifyPassword('correct horse 7', stored), true)
  assert.equal(await verifyPassword('correct horse 8', stored), false)
  assert.notEqual(await hashPassword('correct horse 7'), stored)
})

test('a hash made by another program with other parameters is understood', async () => {
  // From the reference implementation: echo -n "password" | argon2 somesalt -id -t 2 -m 16 -p 4
  const stored = '$argon2id$v=19$m=65536,t=2,p=4$c29tZXNhbHQ$GpZ3sK/oH9p7VIiV56G/64Zo/8GaUw434IimaPqxwCo'
  assert.equal(await verifyPassword('password', stored), true)
  assert.equal(await verifyPassword('Password', stored), false)
})

test('the same letters composed in two ways are the same password', async () => {
  const stored = await hashPassword('caf\u00e9 au lait 1')
  assert.equal(await verifyPassword('cafe\u0301 au lait 1', stored), true)
})

test('nobody and a broken hash take as long as a wrong password and never fit', async () => {
  assert.equal(await verifyPassword('x', null), false)
  assert.equal(await verifyPassword('x', 'plain'), false)
  const stored = await hashPassword('some password 1')
  const median = async (work: () => Promise<unknown>) => {
    const times: number[] = []
    for (let i = 0; i < 7; i++) {
      const started = performance.now()
      await work()
      times.push(performance.now() - started)
    }
    return times.sort((a, b) => a - b)[3]!
  }
  const wrong = await median(() => verifyPassword('wrong', stored))
  const nobody = await median(() => verifyPassword('wrong', null))
  assert.ok(nobody > wrong / 3 && nobody < wrong * 3, `${nobody} ms against ${wrong} ms`)
})

test('weak passwords are refused with the rules they break', () => {
  const table: [string, string[]][] = [
    ['yinghe-demo-2026', []],
    ['我的密码很长很安全1', []],
    ['short-1', ['too-short']],
    ['onlyletters', ['one-class']],
    ['12345678901', ['one-class']],
    ['12345', ['too-short', 'one-class']],
    ['lina-smith-1', ['like-login']],
    ['1htims-anil', ['like-login']],
    ['Password123', ['common']],
    ['Password123!!', ['common']],
    ['Woaini1314', ['common']],
    [`a1${'x'.repeat(200)}`, ['too-long']],
  ]
  for (const [password, expected] of table) {
    const login = password.includes('htims') ? 'lina-smith1' : 'lina-smith'
    assert.deepEqual(weaknesses(password, login), expected, password)
  }
  assert.throws(
    () => checkPassword('short', 'lina'),
    (error) => error instanceof AppError && error.code === 'password_weak',
  )
})
