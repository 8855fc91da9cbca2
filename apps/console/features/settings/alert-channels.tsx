import { PlusOutlined } from '@ant-design/icons'
import { Button, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChannelView } from '../../../../src/emotion/channels/contract.ts'
import { Loading } from '../../components/loading.tsx'
import { Problem } from '../../components/problem.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { ChannelForm } from './channel-form.tsx'
import styles from './settings.module.css'
import { useChannels } from './use-channels.ts'

/** Group robots and mailboxes that hear of alerts: add, try, switch, remove. What was entered is never shown again. */
export function AlertChannels() {
  const { t } = useTranslation('settings')
  const channels = useChannels()
  const [adding, setAdding] = useState(false)
  const { data, isPending, error, refetch } = channels.list
  return (
    <section className={styles.card}>
      <h2>
        {t('channels.title')}
        <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
          {t('channels.add')}
        </Button>
      </h2>
      <p className={styles.soft}>{t('channels.explain')}</p>
      {isPending && <Loading rows={2} />}
      {error && !data && <Problem error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p className={styles.soft}>{t('channels.none')}</p>}
      {data?.map((channel) => (
        <ChannelLine key={channel.id} channel={channel} channels={channels} />
      ))}
      <ChannelForm open={adding} onClose={() => setAdding(false)} add={channels.add} />
    </section>
  )
}

function ChannelLine({ channel, channels }: { channel: ChannelView; channels: ReturnType<typeof useChannels> }) {
  const { t } = useTranslation('settings')
  const { id, quiet } = channel
  return (
    <div className={styles.system}>
      <div className={styles.systemHead}>
        <b>
          {channel.name} · {t(`channels.kind.${channel.kind}`)}
        </b>
        <Switch
          size="small"
          checked={channel.enabled}
          aria-label={t('channels.enabled', { name: channel.name })}
          onChange={(enabled) => channels.change.mutate({ id, patch: { enabled } })}
        />
      </div>
      <p className={styles.soft}>
        {channel.hint} · {channel.severities.map((one) => t(`channels.severity.${one}`)).join(' / ')}
        {quiet && ` · ${t('channels.quietAt', quiet)}`}
        {channel.waiting > 0 && ` · ${t('channels.waiting', { count: channel.waiting })}`}
      </p>
      {channel.lastError && <p className={styles.note}>{t('channels.failed', { error: channel.lastError })}</p>}
      {channel.lastSentAt && (
        <p className={styles.faint}>
          {t('channels.sent')} <RelativeTime at={channel.lastSentAt} />
        </p>
      )}
      <div className={styles.actions}>
        <Button size="small" loading={channels.test.isPending} onClick={() => channels.test.mutate(id)}>
          {t('channels.test')}
        </Button>
        <Button size="small" danger onClick={() => channels.remove.mutate(id)}>
          {t('channels.remove')}
        </Button>
      </div>
    </div>
  )
}
