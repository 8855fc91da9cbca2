import { CloseOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Summary as Summarised } from '../../../../src/answers/contract.ts'
import type { Conversation } from '../../../../src/conversations/contract.ts'
import { post } from '../../api.ts'
import { usePreferences } from '../../preferences.ts'
import { useModel } from '../settings/use-model.ts'
import styles from './summary.module.css'

/** The conversation in a few sentences by the language model, where one is set up. */
export function Summary({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  const model = useModel('summary')
  const asked = useMutation({
    retry: false,
    mutationFn: () =>
      post<Summarised>(`/api/conversations/${encodeURIComponent(conversation.id)}/summary`, { language: locale }),
    onSettled: () => void model.renew(),
  })
  if (!model.offered || conversation.lastSeq === 0) return null
  const { data, isPending, isError } = asked
  return (
    <section className={styles.summary} aria-label={t('summary.label')} aria-busy={isPending}>
      <div className={styles.acts}>
        {data && <span className={styles.source}>{t(data.generated ? 'summary.generated' : 'summary.fromNotes')}</span>}
        {isError && (
          <span className={styles.source} role="alert">
            {t('summary.failed')}
          </span>
        )}
        {model.why && <span className={styles.source}>{model.why}</span>}
        <Button
          size="small"
          type="text"
          loading={isPending}
          disabled={!model.ready}
          title={model.why || undefined}
          onClick={() => asked.mutate()}
        >
          {t(isPending ? 'summary.running' : data || isError ? 'summary.again' : 'summary.act')}
        </Button>
        {data && (
          <Button
            size="small"
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('summary.close')}
            onClick={() => asked.reset()}
          />
        )}
      </div>
      {data && (
        <p className={styles.text} aria-live="polite">
          {data.text}
        </p>
      )}
    </section>
  )
}
