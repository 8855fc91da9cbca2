import type { UseQueryResult } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import type { Brief, Solution } from '../../../../src/desk/brief/contract.ts'
import { useCommands } from '../../commands/registry.ts'
import { Kbd } from '../../components/kbd.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { usePreferences } from '../../preferences.ts'
import styles from './brief.module.css'
import { insertText } from './composer/insert.ts'
import { useBecause } from './use-because.ts'

type Props = { conversation: Conversation; brief: UseQueryResult<Brief>; mine: boolean }

/** Three ways out with their reasons; one key puts a text into the reply box, or into the draft of who has not accepted yet. */
export function BriefSolutions({ conversation, brief, mine }: Props) {
  const { t } = useTranslation('desk')
  const { message: toast } = App.useApp()
  const solutions = brief.data?.solutions ?? []
  const { locale } = usePreferences()
  const use = (solution: Solution) => {
    const taken = insertText(conversation.id, solution.text)
    void toast.success(taken ? t('brief.used') : t('brief.kept'), 1.5)
  }
  const usable = conversation.status === 'human' ? mine : conversation.status === 'queued'
  useCommands(
    usable
      ? solutions.map((solution, at) => ({
          id: `desk:solution:${at + 1}`,
          title: `${t('brief.use')}: ${solution.title[locale]}`,
          group: t('brief.solutions'),
          keys: `alt+shift+${at + 1}`,
          run: () => use(solution),
        }))
      : [],
  )
  const because = useBecause()
  return (
    <div className={styles.solutions}>
      <h3>{t('brief.solutions')}</h3>
      {brief.isPending && <Loading rows={3} />}
      {brief.isError && <Problem error={brief.error} onRetry={() => brief.refetch()} />}
      {brief.data?.summary && (
        <p className={styles.summary} title={t('brief.generated')}>
          <span className={styles.tag}>{t('brief.summary')}</span> {brief.data.summary.text}
        </p>
      )}
      {brief.data && solutions.length === 0 && <p className={styles.none}>{t('brief.noSolutions')}</p>}
      <ol className={styles.ranked}>
        {solutions.map((solution, at) => (
          <li key={`${solution.kind} ${solution.refId}`}>
            <div className={styles.solutionHead}>
              <span className={styles.kind}>{t(`brief.kind.${solution.kind}`)}</span>
              <strong>{solution.title[locale]}</strong>
              {usable && (
                <Button size="small" className={styles.use ?? ''} onClick={() => use(solution)}>
                  {mine ? t('brief.use') : t('brief.keep')} <Kbd keys={`alt+shift+${at + 1}`} />
                </Button>
              )}
            </div>
            <p className={styles.solutionText} title={solution.text}>
              {solution.text}
            </p>
            <p className={styles.none}>{solution.because.map(because).join(' · ')}</p>
          </li>
        ))}
      </ol>
    </div>
  )
}
