import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { TicketTypeView } from '../../../../../src/tickets/types/contract.ts'
import { Empty } from '../../../components/empty.tsx'
import { type Column, RecordTable } from '../../../components/list/record-table.tsx'
import { Word } from '../../../components/list/status-mark.tsx'
import { useFilters } from '../../../components/list/use-filters.ts'
import { Loading } from '../../../components/loading.tsx'
import { Page } from '../../../components/page-header.tsx'
import { Problem } from '../../../components/problem.tsx'
import { useSkillName } from '../../desk/use-skill-name.ts'
import { PriorityMark } from '../marks.tsx'
import { TicketsHead } from '../tickets-head.tsx'
import { useTicketTypes } from '../use-ticket-types.ts'
import styles from './manage.module.css'
import { TypeEditor } from './type-editor.tsx'

/** What each kind of ticket asks for. */
export function TypesPage() {
  const { t } = useTranslation('tickets')
  const types = useTicketTypes()
  const opened = useFilters(['edit'])
  const columns = useTypeColumns()
  const create = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => opened.set({ edit: 'new' })}>
      {t('types.new')}
    </Button>
  )
  const edited = opened.values.edit
  const found = types.find(edited) ?? null
  return (
    <Page>
      <TicketsHead>{create}</TicketsHead>
      <p className={styles.hint}>{t('types.hint')}</p>
      {types.query.isPending && <Loading rows={8} />}
      {types.query.isError && <Problem error={types.query.error} onRetry={() => types.query.refetch()} />}
      {types.query.data &&
        (types.all.length === 0 ? (
          <Empty title={t('types.empty')}>{create}</Empty>
        ) : (
          <div className={styles.card}>
            <RecordTable
              label={t('tab.types')}
              columns={columns}
              rows={types.all}
              onOpen={(type) => opened.set({ edit: type.id })}
              faded={(type) => !type.active}
              marked={(type) => type.id === edited}
            />
          </div>
        ))}
      {(edited === 'new' || found) && <TypeEditor key={edited} type={found} onClose={opened.clear} />}
    </Page>
  )
}

function useTypeColumns(): Column<TicketTypeView>[] {
  const { t } = useTranslation('tickets')
  const types = useTicketTypes()
  const skillName = useSkillName()
  return [
    { key: 'name', title: t('field.type'), cell: (type) => <b>{types.name(type.id)}</b> },
    {
      key: 'fields',
      title: t('types.fields'),
      cell: (type) => <span className={styles.soft}>{type.fields.map((field) => types.label(field)).join(' · ')}</span>,
    },
    {
      key: 'approval',
      title: t('types.approval'),
      cell: (type) => (
        <span className={styles.soft}>
          {type.approval.map((step) => types.label({ label: step.name, labelEn: step.nameEn })).join(' → ')}
        </span>
      ),
    },
    {
      key: 'skill',
      title: t('types.skill'),
      width: 120,
      cell: (type) => (type.skill ? <Word>{skillName(type.skill)}</Word> : t('types.anybody')),
    },
    {
      key: 'priority',
      title: t('types.priority'),
      width: 110,
      cell: (type) => <PriorityMark priority={type.priority} />,
    },
    {
      key: 'active',
      title: '',
      width: 90,
      cell: (type) => (type.active ? null : <span className={styles.soft}>{t('types.outOfUse')}</span>),
    },
  ]
}
