import { Alert, App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { LlmStatus } from '../../../../src/engines/llm/contract.ts'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useErrorText } from '../../components/use-error-text.ts'
import { LlmForm } from './llm-form.tsx'
import { LlmTest } from './llm-test.tsx'
import styles from './settings.module.css'
import { useLlm } from './use-llm.ts'

const TONES = { working: 'good', off: 'quiet', paused: 'risk', 'budget-spent': 'person' } as const

/** The optional language model: what it may do, what it costs, whether it answers. */
export function LlmSection() {
  const { t } = useTranslation('settings')
  const { message } = App.useApp()
  const errorText = useErrorText()
  const { status, draft, setDraft, changed, save, test, undo } = useLlm(() => void message.success(t('llm.saved')))
  const { data } = status
  return (
    <section className={styles.card}>
      <h2>
        {t('llm.title')}
        {data && <StatusMark tone={TONES[data.state]}>{t(`llm.state.${data.state}`)}</StatusMark>}
      </h2>
      <p className={styles.soft}>{t('llm.explain')}</p>
      {status.isPending && <Loading rows={4} />}
      {status.isError && !data && <Problem error={status.error} onRetry={() => status.refetch()} />}
      {data && !data.configured && <Alert type="info" showIcon title={t('llm.none')} description={t('llm.noneHint')} />}
      {data && <Facts status={data} />}
      {data?.configured && draft && (
        <>
          <LlmForm settings={draft} onChange={setDraft} model={data.model} />
          {save.isError && <Alert type="error" showIcon title={errorText(save.error)} />}
          <div className={styles.actions}>
            <Button type="primary" disabled={!changed} loading={save.isPending} onClick={() => save.mutate(draft)}>
              {t('llm.save')}
            </Button>
            {changed && <Button onClick={undo}>{t('llm.undo')}</Button>}
          </div>
          <LlmTest test={test} />
        </>
      )}
    </section>
  )
}

function Facts({ status }: { status: LlmStatus }) {
  const { t, i18n } = useTranslation('settings')
  const number = new Intl.NumberFormat(i18n.language)
  const { today, settings } = status
  const tokens = today.inputTokens + today.outputTokens
  return (
    <dl className={styles.rows}>
      {status.configured && (
        <div>
          <dt>{t('llm.endpoint')}</dt>
          <dd>
            <code>
              {status.host} · {status.model}
            </code>
          </dd>
        </div>
      )}
      <div>
        <dt>{t('llm.today')}</dt>
        <dd>
          {t('llm.tokens', { used: number.format(tokens), cap: number.format(settings.dailyTokens) })}
          <span className={styles.faint}>
            {t('llm.calls', { calls: today.calls, cached: today.cached, failed: today.failed })}
          </span>
        </dd>
      </div>
      {status.lastFailure && (
        <div>
          <dt>{t('llm.lastFailure')}</dt>
          <dd>
            {t(`llm.why.${status.lastFailure.why}`)}
            <span className={styles.faint}>
              <RelativeTime at={status.lastFailure.at} />
            </span>
          </dd>
        </div>
      )}
    </dl>
  )
}
