import type { HandOver } from '../../../../src/conversations/contract.ts'

type Step = HandOver['tried'][number]

/** What was tried, once each: "began: a return", "in progress: a return" and a wish that names it tell the same. */
export function distinctSteps(steps: readonly Step[], wish = ''): Step[] {
  const told = new Set<string>()
  return steps.filter((step) => {
    const about = aboutOf(step.zh)
    const known = told.has(about) || wish.includes(about) || wish.includes(aboutOf(step.en))
    told.add(about)
    return !known
  })
}

const aboutOf = (words: string): string => words.replace(/^[^：:]*[：:]\s*/, '')
