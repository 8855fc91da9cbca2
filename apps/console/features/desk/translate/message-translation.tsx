import { TranslationOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../../preferences.ts'
import { useModel } from '../../settings/use-model.ts'
import type { ShownMessage } from '../types.ts'
import { isForeign } from './is-foreign.ts'
import styles from './translate.module.css'
import { useMessageTranslation } from './use-message-translation.ts'

/** Under a customer's message in another language: its translation, where a model is set up; the original stays above. */
export function MessageTranslation({ message }: { message: ShownMessage }) {
  const { locale } = usePreferences()
  const { offered } = useModel('translate')
  const text = message.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join('\n')
  if (!offered || message.seq === null || message.author.kind !== 'customer' || !isForeign(text, locale)) return null
  return <Line conversationId={message.conversationId} seq={message.seq} />
}

function Line({ conversationId, seq }: { conversationId: string; seq: number }) {
  const { t } = useTranslation('desk')
  const { ready, why } = useModel('translate')
  const { data, wanted, isFetching, isError, refetch, show, hide } = useMessageTranslation(conversationId, seq)
  if (!wanted)
    return (
      <Button
        type="text"
        size="small"
        className={styles.ask ?? ''}
        icon={<TranslationOutlined aria-hidden />}
        disabled={!ready}
        title={why || t('translate.from')}
        onClick={show}
      >
        {t('translate.act')}
      </Button>
    )
  return (
    <div className={styles.translation} aria-live="polite" aria-busy={isFetching}>
      {data && <p className={styles.text}>{data.text}</p>}
      <p className={styles.foot}>
        <span>{isFetching ? t('translate.running') : isError ? t('translate.failed') : t('translate.generated')}</span>
        {data && data.doubtful.length > 0 && <Doubtful figures={data.doubtful} />}
        {isError && !isFetching && (
          <Button type="link" size="small" onClick={() => refetch()}>
            {t('translate.again')}
          </Button>
        )}
        <Button type="link" size="small" onClick={hide}>
          {t('translate.hide')}
        </Button>
      </p>
    </div>
  )
}

/** Figures that the original does not have: the reader compares them himself. */
export function Doubtful({ figures }: { figures: readonly string[] }) {
  const { t } = useTranslation('desk')
  return <strong className={styles.doubtful}>{t('translate.doubtful', { figures: figures.join(', ') })}</strong>
}
