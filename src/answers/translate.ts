import type { Translation } from '#answers/contract.ts'
import { holdsLinks, strayFigures } from '#answers/material.ts'
import type { Llm } from '#engines/llm/contract.ts'
import { prompt } from '#engines/llm/prompts.ts'
import { openMasker } from '#governance/mask.ts'
import { AppError } from '#platform/errors.ts'

const NAMES = { zh: '简体中文', en: 'English' } as const
/** How many times longer a translation may be: Chinese becomes about four times as many letters. */
const LONGEST_GROWTH = 8
const PLACEHOLDER = /⟦[A-Z]+_\d+⟧/g

/**
 * A text in the other language by the language model, masked on its way. A translation that lost a placeholder or holds a
 * link the original lacks is not shown. Throws translation_failed, and translation_off where no model is set up for it.
 */
export async function translate(
  llm: Llm,
  { text, names }: { text: string; names: readonly string[] },
  into: 'zh' | 'en',
): Promise<Translation> {
  const masker = openMasker(names)
  const masked = masker.mask(text)
  const result = await llm.generate({
    use: 'translate',
    system: prompt('translate', into, { into: NAMES[into] }),
    messages: [{ role: 'user', text: JSON.stringify({ text: masked }) }],
    maxTokens: Math.min(4000, 200 + masked.length * 2),
  })
  if (!result.ok) throw new AppError(result.why === 'off' ? 'translation_off' : 'translation_failed')
  const said = result.value.text.trim()
  const complete = (masked.match(PLACEHOLDER) ?? []).every((one) => said.includes(one))
  const tooLong = said.length > 200 + text.length * LONGEST_GROWTH
  if (!said || tooLong || !complete || !masker.knows(said) || (holdsLinks(said) && !holdsLinks(masked)))
    throw new AppError('translation_failed')
  return { text: masker.restore(said), doubtful: strayFigures(said, masked) }
}
