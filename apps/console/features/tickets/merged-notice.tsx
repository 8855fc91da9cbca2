import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Ticket } from '../../../../src/tickets/contract.ts'
import { useRelations } from './use-relations.ts'

/** Says where a merged ticket goes on, with the way there and the way back. */
export function MergedNotice({ ticket, readOnly }: { ticket: Ticket; readOnly: boolean }) {
  const { t } = useTranslation('tickets')
  const { unmerge } = useRelations(ticket)
  return (
    <Alert
      type="info"
      showIcon
      title={t('merge.done')}
      description={<Link to={`/tickets/${ticket.mergedInto}`}>{t('merge.go')}</Link>}
      action={
        !readOnly && (
          <Button size="small" loading={unmerge.isPending} onClick={() => unmerge.mutate(ticket.version)}>
            {t('merge.undo')}
          </Button>
        )
      }
    />
  )
}
