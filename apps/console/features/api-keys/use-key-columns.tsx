import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ApiKeyView } from '../../../../src/team/contract.ts'
import { remove } from '../../api.ts'
import type { Column } from '../../components/list/record-table.tsx'
import { StatusMark } from '../../components/list/status-mark.tsx'
import { useConfirm } from '../../components/list/use-confirm.tsx'
import { useTold } from '../../components/list/use-told.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useActorName } from '../team/use-actor-name.ts'
import styles from './api-keys.module.css'
import { wordsOf } from './permission-groups.ts'

export function useKeyColumns(): Column<ApiKeyView>[] {
  const { t } = useTranslation('api-keys')
  const actorName = useActorName()
  const revoke = useRevoke()
  return [
    {
      key: 'name',
      title: t('field.name'),
      cell: (key) => (
        <span className={styles.name}>
          <strong>{key.name}</strong>
          <code>{key.prefix}…</code>
        </span>
      ),
    },
    {
      key: 'state',
      title: t('field.state'),
      width: 96,
      cell: (key) =>
        key.revokedAt ? (
          <StatusMark tone="quiet">{t('revoked')}</StatusMark>
        ) : (
          <StatusMark tone="good">{t('active')}</StatusMark>
        ),
    },
    { key: 'permissions', title: t('field.permissions'), cell: (key) => <Allowed apiKey={key} /> },
    {
      key: 'by',
      title: t('field.createdBy'),
      width: 150,
      wideOnly: true,
      cell: (key) => <When by={actorName(key.createdBy)} at={key.createdAt} />,
    },
    {
      key: 'used',
      title: t('field.used'),
      width: 116,
      cell: (key) =>
        key.usedAt ? <RelativeTime at={key.usedAt} /> : <span className={styles.faint}>{t('never')}</span>,
    },
    {
      key: 'act',
      title: '',
      width: 70,
      align: 'right',
      cell: (key) =>
        !key.revokedAt && (
          <Button size="small" type="text" danger onClick={() => revoke(key)}>
            {t('revoke.act')}
          </Button>
        ),
    },
  ]
}

function When({ by, at }: { by: string; at: string }) {
  return (
    <span className={styles.name}>
      <span>{by}</span>
      <span className={styles.faint}>
        <RelativeTime at={at} />
      </span>
    </span>
  )
}

/** The first few permissions; all of them on hover. */
function Allowed({ apiKey }: { apiKey: ApiKeyView }) {
  const { t } = useTranslation('api-keys')
  const words = apiKey.permissions.map((permission) => t(`may.${wordsOf(permission)}`))
  const shown = words.slice(0, 3)
  return (
    <Tooltip title={words.join(' · ')}>
      <span className={styles.allowed}>
        {shown.join(' · ')}
        {words.length > shown.length && (
          <span className={styles.faint}> {t('andMore', { count: words.length - shown.length })}</span>
        )}
      </span>
    </Tooltip>
  )
}

function useRevoke(): (key: ApiKeyView) => void {
  const { t } = useTranslation('api-keys')
  const { done, failed } = useTold()
  const ask = useConfirm()
  const client = useQueryClient()
  const revoke = useMutation({
    retry: false,
    mutationFn: (id: string) => remove(`/api/api-keys/${id}`),
    onSuccess: () => {
      done(t('revoke.done'))
      return client.invalidateQueries({ queryKey: ['api-keys'] })
    },
    onError: failed,
  })
  return (key) =>
    ask({ title: t('revoke.title', { name: key.name }), text: t('revoke.text'), act: t('revoke.act') }, () =>
      revoke.mutateAsync(key.id),
    )
}
