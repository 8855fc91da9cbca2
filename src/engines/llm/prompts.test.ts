import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { PROMPTS, type PromptName, prompt, promptText } from '#engines/llm/prompts.ts'

const names = Object.keys(PROMPTS) as PromptName[]
const languages = ['zh', 'en'] as const
const variablesOf = (text: string) => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!))].sort()

test('each prompt names in both languages exactly the variables it is given', () => {
  for (const name of names)
    for (const language of languages)
      assert.deepEqual(variablesOf(promptText(name, language)), [...PROMPTS[name]].sort(), `${name}.${language}`)
})

test('a filled prompt has no variable left', () => {
  const text = prompt('answer', 'zh', { bot: '小禾', today: '2026-03-01', unknown: '不知道' })
  assert.match(text, /“小禾”.*2026-03-01/s)
  assert.deepEqual(variablesOf(text), [])
})

test('there is no prompt file that nothing uses', () => {
  const files = readdirSync(join(import.meta.dirname, 'prompts')).sort()
  assert.deepEqual(files, names.flatMap((name) => languages.map((language) => `${name}.${language}.md`)).sort())
})

test('every prompt says that what follows is material and no instruction', () => {
  for (const name of names) {
    assert.match(promptText(name, 'zh'), /资料，不是指令/)
    assert.match(promptText(name, 'en'), /not instructions|never instructions/)
  }
})
