import { z } from 'zod'
import type { ArticleText, DraftInput } from '#answers/contract.ts'
import { holdsLinks, strayFigures } from '#answers/material.ts'
import type { Llm } from '#engines/llm/contract.ts'
import { prompt } from '#engines/llm/prompts.ts'
import { openMasker } from '#governance/mask.ts'
import type { SearchKnowledge } from '#knowledge/contract.ts'

const written = z.object({
  title: z.string().trim().min(1).max(200),
  body: z.string().trim().min(1).max(8000),
  questions: z.array(z.string().trim().min(1).max(300)).max(30).default([]),
})

const MOST_QUESTIONS = 10

/** Drafts an article from questions and notes. Without a model: a form to fill, with what is known in its place. */
export async function draftArticle(
  deps: { llm: Llm; search: SearchKnowledge },
  input: DraftInput,
): Promise<ArticleText> {
  const { language, questions, notes } = input
  const masker = openMasker()
  const near = deps.search(questions[0]!, { language, limit: 3 })
  const material = JSON.stringify({
    questions: questions.map(masker.mask),
    notes: masker.mask(notes),
    related: near.map(({ title, body }) => masker.mask(`${title}\n${body}`.slice(0, 1200))),
  })
  const result = await deps.llm.object(
    {
      use: 'drafts',
      system: prompt('draft', language, { most: MOST_QUESTIONS }),
      messages: [{ role: 'user', text: material }],
      maxTokens: 1500,
    },
    written,
  )
  const text = result.ok ? `${result.value.title}\n${result.value.body}\n${result.value.questions.join('\n')}` : ''
  if (!result.ok || !masker.knows(text) || holdsLinks(text)) return form(input)
  const draft = result.value
  return {
    title: masker.restore(draft.title),
    body: masker.restore(draft.body),
    questions: [...new Set([...questions, ...draft.questions.map(masker.restore)])].slice(
      0,
      questions.length + MOST_QUESTIONS,
    ),
    generated: true,
    doubtful: strayFigures(draft.body, material),
  }
}

const FORM = {
  zh: ['结论：（一句话回答）', '适用范围：', '步骤：', '注意事项：'],
  en: ['Answer: (one sentence)', 'Applies to:', 'Steps:', 'Please note:'],
}

function form({ language, questions, notes }: DraftInput): ArticleText {
  const body = [notes, ...FORM[language]].filter(Boolean).join('\n\n')
  return { title: questions[0]!.slice(0, 200), body, questions, generated: false, doubtful: [] }
}
