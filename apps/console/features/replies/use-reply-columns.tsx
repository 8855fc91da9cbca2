import { useTranslation } from 'react-i18next'
import type { CannedReply } from '../../../../src/desk/contract.ts'
import type { Column } from '../../components/list/record-table.tsx'
import { StatusMark, Word } from '../../components/list/status-mark.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import styles from './replies.module.css'
import { ReplyText } from './reply-text.tsx'

export function useReplyColumns(): Column<CannedReply>[] {
  const { t } = useTranslation(['replies', 'lists'])
  return [
    {
      key: 'shortcut',
      title: t('replies:field.shortcut'),
      width: 150,
      cell: (reply) => <code className={styles.shortcut}>/{reply.shortcut}</code>,
    },
    {
      key: 'text',
      title: t('replies:field.body'),
      cell: (reply) => (
        <span className={styles.cell}>
          <span className={styles.title}>{reply.title}</span>
          <span className={styles.preview}>
            <ReplyText body={reply.body} />
          </span>
        </span>
      ),
    },
    {
      key: 'language',
      title: t('replies:field.language'),
      width: 82,
      cell: (reply) => <Word>{t(`lists:${reply.language}`)}</Word>,
    },
    {
      key: 'owner',
      title: t('replies:field.owner'),
      width: 92,
      cell: (reply) => (
        <StatusMark tone={reply.ownerId === null ? 'action' : 'quiet'}>
          {t(reply.ownerId === null ? 'replies:owner.team' : 'replies:owner.own')}
        </StatusMark>
      ),
    },
    {
      key: 'updated',
      title: t('replies:field.updated'),
      width: 116,
      wideOnly: true,
      cell: (reply) => (
        <span className={styles.soft}>
          <RelativeTime at={reply.updatedAt} />
        </span>
      ),
    },
  ]
}
