import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { EmotionLabel } from '#understanding/emotion/labels.ts'
import type { Sentence } from '#understanding/emotion/shipped-examples.ts'

/** SHA-256 of the file of GoEmotions rows that the shipped English weights learned from. */
export const GOEMOTIONS_HASH = 'e2f7aa4f190c90ff9cd51eb23a414aeac12a179911009285f5237f8195d7a59a'

const goRow = z.object({ text: z.string(), labels: z.array(z.string()), split: z.string().optional() })

/** Rows `{text, labels, split}` of GoEmotions that have one label; the weights are only the same from the same file. */
export function readGoEmotions(file: string | undefined): Sentence[] {
  if (!file) throw new Error(`name the file of GoEmotions rows (JSON lines, SHA-256 ${GOEMOTIONS_HASH})`)
  if (!existsSync(file)) throw new Error(`there is no ${file}`)
  const bytes = readFileSync(file)
  const hash = createHash('sha256').update(bytes).digest('hex')
  if (hash !== GOEMOTIONS_HASH) {
    throw new Error(`${file} has SHA-256 ${hash}, not ${GOEMOTIONS_HASH}: put the new one here if it is meant to teach`)
  }
  return bytes.toString('utf8').split('\n').filter(Boolean).flatMap(toSentence)
}

function toSentence(line: string): Sentence[] {
  const { text, labels, split } = goRow.parse(JSON.parse(line))
  const label = labels.length === 1 ? FROM_GO[labels[0]!] : undefined
  return label && split !== 'valid' ? [{ text, label }] : []
}

const FROM_GO: Record<string, EmotionLabel> = {
  anger: 'anger',
  annoyance: 'anger',
  disgust: 'dissatisfaction',
  disapproval: 'dissatisfaction',
  disappointment: 'disappointment',
  nervousness: 'anxiety',
  fear: 'fear',
  sadness: 'sadness',
  grief: 'sadness',
  remorse: 'sadness',
  embarrassment: 'sadness',
  surprise: 'surprise',
  realization: 'neutral',
  curiosity: 'neutral',
  confusion: 'neutral',
  gratitude: 'gratitude',
  admiration: 'joy',
  amusement: 'joy',
  approval: 'joy',
  caring: 'joy',
  desire: 'joy',
  excitement: 'joy',
  joy: 'joy',
  love: 'joy',
  optimism: 'joy',
  pride: 'joy',
  relief: 'joy',
  neutral: 'neutral',
}
