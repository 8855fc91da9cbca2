import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { LlmProbe } from '../../../../src/engines/llm/contract.ts'
import { useErrorText } from '../../components/use-error-text.ts'
import styles from './settings.module.css'

type Test = { data: LlmProbe | undefined; error: Error | null; isPending: boolean; mutate: () => void }

/** Asks the model for a word and tells how long that took. */
export function LlmTest({ test }: { test: Test }) {
  const { t } = useTranslation('settings')
  const errorText = useErrorText()
  const { data } = test
  return (
    <div className={styles.test} aria-live="polite">
      <Button onClick={() => test.mutate()} loading={test.isPending}>
        {t('llm.test')}
      </Button>
      {test.error && <Alert type="error" showIcon title={errorText(test.error)} />}
      {data?.ok && (
        <Alert
          type="success"
          showIcon
          title={t('llm.testOk', { first: data.firstMs, total: data.totalMs })}
          description={
            data.models.length ? t('llm.models', { models: data.models.slice(0, 12).join(', ') }) : undefined
          }
        />
      )}
      {data && !data.ok && (
        <Alert type="warning" showIcon title={t('llm.testFailed')} description={t(`llm.why.${data.why ?? 'down'}`)} />
      )}
    </div>
  )
}
