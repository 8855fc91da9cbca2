import { DeleteOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { emotionLabel } from '../../../../../src/emotion/contract.ts'
import type { EmotionLabel } from '../../../../../src/understanding/models/labels/contract.ts'
import type { Column } from '../../../components/list/record-table.tsx'
import { Word } from '../../../components/list/status-mark.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { useSession } from '../../../session.tsx'
import { useActorName } from '../../team/use-actor-name.ts'
import styles from '../models.module.css'
import type { LabelActs } from './use-label-acts.ts'

/** `acts` null: to be looked at only. */
export function useLabelColumns(acts: LabelActs | null): Column<EmotionLabel>[] {
  const { t } = useTranslation(['models', 'emotion'])
  const { may } = useSession()
  const nameOf = useActorName()
  const columns: Column<EmotionLabel>[] = [
    {
      key: 'text',
      title: t('models:feeling.sentence'),
      cell: (one) => <span className={styles.example}>{one.text}</span>,
    },
    {
      key: 'label',
      title: t('models:feeling.label'),
      width: 190,
      cell: (one) => (
        <span className={styles.two}>
          {acts ? (
            <Select
              size="small"
              aria-label={t('models:feeling.labelOf', { text: one.text })}
              value={one.label}
              style={{ minWidth: 120 }}
              onChange={(label) => acts.change.mutate({ id: one.id, label, level: one.level })}
              options={emotionLabel.options.map((value) => ({ value, label: t(`emotion:label.${value}`) }))}
            />
          ) : (
            <span className={styles.strong}>{t(`emotion:label.${one.label}`)}</span>
          )}
          <span className={styles.soft}>
            {one.level && t(`emotion:level.${one.level}`)}{' '}
            {one.readAs &&
              one.readAs !== one.label &&
              t('models:feeling.readAs', { label: t(`emotion:label.${one.readAs}`) })}
          </span>
        </span>
      ),
    },
    {
      key: 'source',
      title: t('models:feeling.source'),
      width: 120,
      cell: (one) =>
        one.conversationId && may('conversations.read-all') ? (
          <Link to={`/conversations/${encodeURIComponent(one.conversationId)}`}>
            {t(`models:feelingFrom.${one.source}`)}
          </Link>
        ) : (
          <Word>{t(`models:feelingFrom.${one.source}`)}</Word>
        ),
    },
    {
      key: 'by',
      title: t('models:example.by'),
      width: 150,
      wideOnly: true,
      cell: (one) => (
        <span className={styles.soft}>
          {nameOf(one.createdBy)} <RelativeTime at={one.createdAt} />
        </span>
      ),
    },
  ]
  if (!acts) return columns
  const remove: Column<EmotionLabel> = {
    key: 'acts',
    title: '',
    width: 56,
    cell: (one) => (
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t('models:feeling.remove', { text: one.text })}
        onClick={() => acts.drop.mutate(one)}
      />
    ),
  }
  return [...columns, remove]
}
