import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changedFields, draftOf, missingFields, pastedQuestions } from './article-draft.ts'

test('pasted lines become questions once each, without list marks and without those already there', () => {
  assert.deepEqual(pastedQuestions('1. 怎么退货？\n- 怎么退货\n\n • 退货要运费吗\r\n2、多久到账', ['多久到账？']), [
    '怎么退货？',
    '退货要运费吗',
  ])
  assert.deepEqual(pastedQuestions('', []), [])
})

test('a question that begins with a number keeps it when no list mark follows', () => {
  assert.deepEqual(pastedQuestions('7 天无理由怎么算', []), ['7 天无理由怎么算'])
})

test('only the fields that differ are named', () => {
  const a = draftOf(null, 'zh')
  assert.deepEqual(changedFields(a, { ...a, title: 'x', questions: ['y'] }), ['title', 'questions'])
  assert.deepEqual(changedFields(a, { ...a }), [])
})

test('a draft needs title, text, category, and dates in order', () => {
  const empty = draftOf(null, 'en')
  assert.deepEqual(missingFields(empty), ['title', 'body', 'category'])
  const full = { ...empty, title: 'a', body: 'b', category: 'c' }
  assert.deepEqual(missingFields(full), [])
  assert.deepEqual(missingFields({ ...full, validFrom: '2026-02-01T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' }), [
    'dates',
  ])
})
