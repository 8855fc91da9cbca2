import { useQuery } from '@tanstack/react-query'
import { get, type Page } from '../../api.ts'
import { usePreferences } from '../../preferences.ts'
import { useSkillName } from '../desk/use-skill-name.ts'
import type { FlowSummary } from '../flows/flow-types.ts'
import { useIntentTitles } from '../history/use-intent-titles.ts'
import { useOfferTickets } from './use-offer-tickets.ts'

/** What a scene of the matrix is called: a task of the assistant, an intent, a kind of ticket or a skill. */
export function useSceneNames() {
  const { locale } = usePreferences()
  const flows = useQuery({
    queryKey: ['flows'],
    queryFn: ({ signal }) => get<Page<FlowSummary>>('/api/flows', {}, signal),
  })
  const intents = useIntentTitles()
  const types = useOfferTickets()
  const skillName = useSkillName()
  const tasks = (flows.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title[locale] }))
  // The task's own name is the closest; an intent is named after what is said, a skill after who is asked.
  const names = new Map([...types, ...intents.options, ...tasks].map(({ value, label }) => [value, label]))
  return {
    nameOf: (scene: string) => names.get(scene) ?? skillName(scene),
    options: [...names].map(([value, label]) => ({ value, label })),
  }
}
