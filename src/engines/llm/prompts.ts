import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Every prompt and the variables its files name, in both languages. Texts are in prompts/NAME.LANGUAGE.md. */
export const PROMPTS = {
  answer: ['bot', 'today', 'unknown'],
  rewrite: ['most'],
  summary: ['sentences'],
  draft: ['most'],
  brief: ['sentences'],
  translate: ['into'],
} as const satisfies Record<string, readonly string[]>

export type PromptName = keyof typeof PROMPTS
type Variables<N extends PromptName> = Record<(typeof PROMPTS)[N][number], string | number>

const FOLDER = join(import.meta.dirname, 'prompts')
const read = new Map<string, string>()

/** The text of a prompt with its variables filled in. */
export function prompt<N extends PromptName>(name: N, language: 'zh' | 'en', variables: Variables<N>): string {
  const values = variables as Record<string, string | number>
  return promptText(name, language).replace(/\{\{(\w+)\}\}/g, (_, variable: string) => String(values[variable] ?? ''))
}

/** The text as it stands in its file. */
export function promptText(name: PromptName, language: 'zh' | 'en'): string {
  const file = `${name}.${language}.md`
  const held = read.get(file) ?? readFileSync(join(FOLDER, file), 'utf8').trim()
  read.set(file, held)
  return held
}
