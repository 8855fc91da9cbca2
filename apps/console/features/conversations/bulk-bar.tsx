import { CheckOutlined, ClockCircleOutlined, CloseOutlined, TagOutlined, UserSwitchOutlined } from '@ant-design/icons'
import { Button, Dropdown, Progress, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { CLOSE_REASONS, type Conversation } from '../../../../src/conversations/contract.ts'
import { useSession } from '../../session.tsx'
import styles from './conversations.module.css'
import type { useBulk } from './use-bulk.ts'
import { useColleagues } from './use-colleagues.ts'
import { useTags } from './use-tags.ts'

type Props = { chosen: Conversation[]; bulk: ReturnType<typeof useBulk>; onClear: () => void }

const SNOOZE_HOURS = [1, 4, 24, 72] as const

/** What can be done with the ticked lines, how far it is, and which refused. */
export function BulkBar({ chosen, bulk, onClear }: Props) {
  const { t } = useTranslation(['conversations', 'desk'])
  const { may } = useSession()
  const { colleagues } = useColleagues()
  const tags = useTags()
  const { state, run } = bulk
  const busy = state?.running ?? false
  const later = (hours: number) => ({ until: new Date(Date.now() + hours * 3600_000).toISOString() })
  return (
    <section className={styles.bulk} aria-label={t('conversations:bulk.label')}>
      <div className={styles.bulkLine}>
        <strong>{t('conversations:bulk.chosen', { count: chosen.length })}</strong>
        {may('conversations.assign') && (
          <Dropdown
            trigger={['click']}
            disabled={busy || !chosen.length}
            menu={{
              items: colleagues.map(({ id, shown, serving, capacity }) => ({
                key: id,
                label: `${shown} · ${serving}/${capacity}`,
              })),
              onClick: ({ key }) => void run(chosen, { verb: 'accept', body: { userId: key } }),
            }}
          >
            <Button icon={<UserSwitchOutlined aria-hidden />}>{t('conversations:bulk.assign')}</Button>
          </Dropdown>
        )}
        <Select
          mode="tags"
          value={[]}
          disabled={busy || !chosen.length}
          placeholder={t('conversations:bulk.tag')}
          aria-label={t('conversations:bulk.tag')}
          suffix={<TagOutlined aria-hidden />}
          options={tags.map((tag) => ({ value: tag, label: tag }))}
          style={{ width: 140 }}
          onSelect={(tag: string) => void run(chosen, { verb: 'tags', body: { add: [tag.slice(0, 30)] } })}
        />
        <Dropdown
          trigger={['click']}
          disabled={busy || !chosen.length}
          menu={{
            items: [
              ...SNOOZE_HOURS.map((hours) => ({ key: String(hours), label: t(`desk:snooze.hours.${hours}`) })),
              { key: '0', label: t('desk:snooze.untilReply') },
            ],
            onClick: ({ key }) => void run(chosen, { verb: 'snooze', body: Number(key) ? later(Number(key)) : {} }),
          }}
        >
          <Button icon={<ClockCircleOutlined aria-hidden />}>{t('desk:snooze.act')}</Button>
        </Dropdown>
        <Dropdown
          trigger={['click']}
          disabled={busy || !chosen.length}
          menu={{
            items: CLOSE_REASONS.map((reason) => ({ key: reason, label: t(`desk:close.reason.${reason}`) })),
            onClick: ({ key }) => void run(chosen, { verb: 'close', body: { reason: key } }),
          }}
        >
          <Button icon={<CheckOutlined aria-hidden />}>{t('desk:actions.close')}</Button>
        </Dropdown>
        {state && (
          <span className={styles.bulkProgress} role="status">
            <Progress
              type="circle"
              size={18}
              percent={Math.round((state.done / state.total) * 100)}
              showInfo={false}
              status={state.failures.length ? 'exception' : 'normal'}
            />
            {t('conversations:bulk.progress', { done: state.done, total: state.total })}
          </span>
        )}
        {busy ? (
          <Button type="text" onClick={bulk.stop}>
            {t('conversations:bulk.stop')}
          </Button>
        ) : (
          <Button
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('conversations:bulk.clear')}
            onClick={() => {
              bulk.clear()
              onClear()
            }}
          />
        )}
      </div>
      {state && state.failures.length > 0 && (
        <ul className={styles.failures}>
          {state.failures.map(({ id, name, why }) => (
            <li key={id}>
              <strong>{name}</strong> {why}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
