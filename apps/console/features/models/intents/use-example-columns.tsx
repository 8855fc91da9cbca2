import { DeleteOutlined } from '@ant-design/icons'
import { Button, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import type { IntentExample } from '../../../../../src/understanding/models/contract.ts'
import { languageName } from '../../../../kit/format.ts'
import type { Column } from '../../../components/list/record-table.tsx'
import { Word } from '../../../components/list/status-mark.tsx'
import { RelativeTime } from '../../../components/relative-time.tsx'
import { useActorName } from '../../team/use-actor-name.ts'
import styles from '../models.module.css'
import type { ExampleActs } from './use-example-acts.ts'

/** `acts` null: to be looked at only. */
export function useExampleColumns(acts: ExampleActs | null): Column<IntentExample>[] {
  const { t } = useTranslation('models')
  const nameOf = useActorName()
  const columns: Column<IntentExample>[] = [
    {
      key: 'text',
      title: t('example.sentence'),
      cell: (one) => <span className={one.active ? styles.example : styles.off}>{one.text}</span>,
    },
    {
      key: 'language',
      title: t('example.language'),
      width: 90,
      cell: (one) => <span className={styles.soft}>{languageName(one.language)}</span>,
    },
    { key: 'source', title: t('example.source'), width: 120, cell: (one) => <Word>{t(`source.${one.source}`)}</Word> },
    {
      key: 'by',
      title: t('example.by'),
      width: 150,
      wideOnly: true,
      cell: (one) => (
        <span className={styles.soft}>
          {one.createdBy && nameOf(one.createdBy)} {one.createdAt && <RelativeTime at={one.createdAt} />}
        </span>
      ),
    },
  ]
  if (!acts) return columns
  const use: Column<IntentExample> = {
    key: 'acts',
    title: t('example.use'),
    width: 110,
    cell: (one) => (
      <span className={styles.acts}>
        <Switch
          size="small"
          checked={one.active}
          aria-label={t('example.useOf', { text: one.text })}
          onChange={() => acts.turn.mutate(one)}
        />
        {one.source !== 'pack' && (
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('example.remove', { text: one.text })}
            onClick={() => acts.drop.mutate(one)}
          />
        )}
      </span>
    ),
  }
  return [...columns, use]
}
